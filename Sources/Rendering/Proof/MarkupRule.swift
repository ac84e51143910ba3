/// What the HTML of a mail may not hold: remote content, active content, hidden text.
enum MarkupRule {
    private static let elements: Set<String> = [
        "img", "picture", "script", "form", "input", "button", "select", "textarea", "iframe", "frame", "frameset", "object", "embed",
        "applet", "video", "audio", "source", "track", "link", "base", "svg", "math", "template", "noscript",
    ]
    private static let attributes: Set<String> = [
        "src", "srcset", "background", "poster", "data", "action", "formaction", "ping", "http-equiv", "hidden",
    ]

    /// Offsets and messages of everything forbidden.
    static func faults(in bytes: [UInt8]) -> [(offset: Int, message: String)] {
        let markup = Markup(bytes)
        var faults: [(offset: Int, message: String)] = []
        for tag in markup.tags {
            if elements.contains(tag.name) {
                faults.append((tag.offset, "<\(tag.name)> may not stand in a mail (remote, active or form content); remove it."))
            }
            for attribute in tag.attributes {
                if attributes.contains(attribute.name) || attribute.name.hasPrefix("on") {
                    let name = attribute.name
                    let message = "The attribute \(name) may not stand in a mail (remote, active or hidden); remove it."
                    faults.append((attribute.offset, message))
                }
                if attribute.name == "style" {
                    faults += StyleRule.faults(in: attribute.value).map { (attribute.offset, $0.message) }
                }
            }
        }
        for style in markup.styles {
            faults += StyleRule.faults(in: Array(bytes[style])).map { (style.lowerBound + $0.offset, $0.message) }
        }
        return faults
    }
}
