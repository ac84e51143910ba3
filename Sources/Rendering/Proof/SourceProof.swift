/// Proves one template file by itself, so that a fault is told at its own line.
struct SourceProof {
    let origin: PublicOrigin

    func check(_ source: SourceText, format: TemplateFormat, problems: inout ProblemCollector) {
        let rule = LinkRule(origin: origin)
        var faults: [(offset: Int, message: String)] = []
        if format == .html {
            faults += MarkupRule.faults(in: source.bytes)
            let markup = Markup(source.bytes)
            for tag in markup.tags {
                for attribute in tag.attributes where attribute.name == "href" && !attribute.value.starts(with: "{{".utf8) {
                    if let message = rule.fault(href: Array(attribute.value.prefix { $0 != UInt8(ascii: "{") })) {
                        faults.append((attribute.offset, message))
                    }
                }
            }
            for text in markup.texts {
                faults += rule.faults(in: Array(source.bytes[text])).map { (text.lowerBound + $0.offset, $0.message) }
            }
        } else {
            faults += rule.faults(in: source.bytes)
        }
        if format == .subject, let second = secondLine(of: source.bytes) {
            faults.append((second, "The subject has more than one line; join them."))
        }
        for fault in faults { problems.add(fault.message, at: source.position(at: fault.offset)) }
    }

    /// Where a second line begins that holds anything.
    private func secondLine(of bytes: [UInt8]) -> Int? {
        guard let lineEnd = bytes.firstIndex(of: .lineFeed) else { return nil }
        return bytes[lineEnd...].firstIndex { $0 > .space }
    }
}
