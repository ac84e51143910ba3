extension Markup {
    /// A text, made safe.
    static func text(_ text: String) -> Markup { "\(text)" }

    /// A number.
    static func number(_ number: Int) -> Markup { "\(number)" }

    /// What is said after something was done.
    static func done(_ text: String, _ more: Markup = .none) -> Markup {
        "<div class=\"done\" role=\"status\">\n<p>\(text)</p>\n\(more)</div>\n"
    }

    /// What did not work.
    static func notice(_ text: String) -> Markup { "<div class=\"notice\" role=\"alert\">\n<p>\(text)</p>\n</div>\n" }

    /// A link that looks like a button.
    static func button(_ text: String, to path: String) -> Markup { "<a class=\"button plain\" href=\"\(path)\">\(text)</a>" }

    static func hidden(_ name: String, _ value: String) -> Markup { "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">\n" }

    /// Terms with what is to be said of each.
    static func terms(_ pairs: [(String, Markup)]) -> Markup {
        let lines = pairs.map { name, value -> Markup in "<div><dt>\(name)</dt><dd>\(value)</dd></div>\n" }
        return "<dl>\n\(lines)</dl>\n"
    }

    /// A field to choose in.
    static func choice(_ name: String, _ label: String, _ options: [(value: String, label: String)], chosen: String) -> Markup {
        let lines = options.map { option -> Markup in
            let mark: Markup = option.value == chosen ? " selected" : .none
            return "<option value=\"\(option.value)\"\(mark)>\(option.label)</option>\n"
        }
        return """
            <div class="field"><label for="f-\(name)">\(label)</label>
            <select id="f-\(name)" name="\(name)">
            \(lines)</select></div>

            """
    }

    /// A field to write in.
    static func field(_ name: String, _ label: String, value: String = "", hint: String = "", type: String = "text") -> Markup {
        let note: Markup = hint.isEmpty ? .none : "<p class=\"hint\" id=\"f-\(name)-hint\">\(hint)</p>\n"
        let by: Markup = hint.isEmpty ? .none : " aria-describedby=\"f-\(name)-hint\""
        return """
            <div class="field"><label for="f-\(name)">\(label)</label>
            \(note)<input id="f-\(name)" name="\(name)" type="\(type)" value="\(value)" autocomplete="off"\(by)></div>

            """
    }
}
