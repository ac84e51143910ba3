/// Draws the fields of a form with what was given before, and what is wrong beside each.
struct FormView: Sendable {
    /// One thing that is wrong.
    struct Fault: Hashable, Sendable {
        let field: String
        let text: String
    }

    /// One of several to choose from.
    struct Option: Sendable {
        let value: String
        let label: String
        var hint = ""
    }

    let fields: FormFields
    let faults: [Fault]
    /// What a field is called in the list of what is wrong.
    var labels: [String: String] = [:]
    /// What stands behind the name of a field that must be filled in.
    var needed = ""

    init(_ fields: FormFields = .none, faults: [Fault] = []) {
        self.fields = fields
        self.faults = faults
    }

    /// Where the list of what is wrong leads.
    private static func id(_ name: String) -> String { "f-\(name)" }

    /// All that is wrong, in one place at the top, with the focus; nothing when nothing is.
    func summary(_ title: String) -> Markup {
        guard !faults.isEmpty else { return .none }
        let lines = faults.map { fault -> Markup in
            let label = labels[fault.field].map { "\($0): " } ?? ""
            return "<li><a href=\"#\(Self.id(fault.field))\">\(label)\(fault.text)</a></li>\n"
        }
        return """
            <div class="notice" id="errors" role="alert" tabindex="-1" autofocus>
            <h2>\(title)</h2>
            <ul>
            \(lines)</ul>
            </div>

            """
    }

    /// A line to write in.
    ///
    /// - Parameters:
    ///   - attributes: More of them.
    ///   - value: In the place of what was given; `nil`: that.
    ///   - isNeeded: Whether it must be filled in.
    ///   - isLookedAt: Whether the service looks at it while it is filled in.
    func input(
        _ name: String, _ label: String, hint: String = "", type: String = "text", attributes: Markup = .none, value: String? = nil,
        isNeeded: Bool = false, isLookedAt: Bool = false
    ) -> Markup {
        let id = Self.id(name)
        let place: Markup = isLookedAt ? "<div id=\"\(id)-check\" aria-live=\"polite\"></div>\n" : .none
        let mark: Markup = isLookedAt ? " data-checked" : .none
        return """
            <div class="field">
            <label for="\(id)">\(label)\(neededMark, if: isNeeded)</label>
            \(self.hint(hint, id))\(error(name, id))<input id="\(id)" name="\(name)" type="\(type)" \
            value="\(value ?? fields.value(name))" autocomplete="off"\(mark)\(attributes)\(Self.ariaNeeded, if: isNeeded)\
            \(description(name, id, hasHint: !hint.isEmpty, isLookedAt: isLookedAt))>
            \(place)</div>

            """
    }

    /// One of a few, all of them seen.
    func radios(
        _ name: String, _ legend: String, _ options: [Option], hint: String = "", chosen: String? = nil, isNeeded: Bool = false
    ) -> Markup {
        let id = Self.id(name)
        let given = fields.value(name)
        let current = given.isEmpty ? chosen ?? "" : given
        let choices = options.enumerated().map { index, option -> Markup in
            let own = index == 0 ? id : "\(id)-\(option.value)"
            let mark: Markup = option.value == current ? " checked" : .none
            return """
                <div class="choice"><input id="\(own)" name="\(name)" type="radio" value="\(option.value)"\(mark)>\
                <label for="\(own)">\(option.label)</label></div>

                """
        }
        return """
            <fieldset class="group" role="radiogroup"\(Self.ariaNeeded, if: isNeeded)\(description(name, id, hasHint: !hint.isEmpty))>
            <legend>\(legend)\(neededMark, if: isNeeded)</legend>
            \(self.hint(hint, id))\(error(name, id))\(choices)</fieldset>

            """
    }

    /// One of many.
    func select(_ name: String, _ label: String, _ options: [Option], hint: String = "", chosen: String? = nil) -> Markup {
        let id = Self.id(name)
        let given = fields.value(name)
        let current = given.isEmpty ? chosen ?? "" : given
        let choices = options.map { option -> Markup in
            "<option value=\"\(option.value)\"\(option.value == current ? " selected" : Markup.none)>\(option.label)</option>\n"
        }
        return """
            <div class="field">
            <label for="\(id)">\(label)</label>
            \(self.hint(hint, id))\(error(name, id))<select id="\(id)" name="\(name)"\(description(name, id, hasHint: !hint.isEmpty))>
            \(choices)</select>
            </div>

            """
    }

    /// Something to say yes to.
    func checkbox(_ name: String, _ label: String, value: String = "yes", isNeeded: Bool = false) -> Markup {
        let id = Self.id(name)
        let mark: Markup = fields.all(name).contains(value) ? " checked" : .none
        return """
            <div class="field">
            \(error(name, id))<div class="choice"><input id="\(id)" name="\(name)" type="checkbox" value="\(value)"\(mark)\
            \(Self.ariaNeeded, if: isNeeded)\(description(name, id, hasHint: false))>\
            <label for="\(id)">\(label)\(neededMark, if: isNeeded)</label></div>
            </div>

            """
    }

    /// Several things to say yes to, of one name.
    func checkboxes(_ name: String, _ options: [Option]) -> Markup {
        let lines = options.enumerated().map { index, option -> Markup in
            let id = index == 0 ? Self.id(name) : "\(Self.id(name))-\(option.value)"
            let mark: Markup = fields.all(name).contains(option.value) ? " checked" : .none
            return """
                <div class="choice"><input id="\(id)" name="\(name)" type="checkbox" value="\(option.value)"\(mark)>\
                <label for="\(id)">\(option.label)</label></div>

                """
        }
        return "\(lines)"
    }

    /// Something that goes along and is not seen.
    static func hidden(_ name: String, _ value: String) -> Markup { "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">\n" }

    private static let ariaNeeded: Markup = " aria-required=\"true\""

    private var neededMark: Markup { needed.isEmpty ? .none : " <span class=\"needed\">\(needed)</span>" }

    private func fault(_ name: String) -> Fault? { faults.first { $0.field == name } }

    private func hint(_ text: String, _ id: String) -> Markup {
        text.isEmpty ? .none : "<p class=\"hint\" id=\"\(id)-hint\">\(text)</p>\n"
    }

    private func error(_ name: String, _ id: String) -> Markup {
        fault(name).map { "<p class=\"error\" id=\"\(id)-error\">\($0.text)</p>\n" } ?? .none
    }

    /// What stands at the field belongs to it: its hint, what is wrong, and what the service says while it is filled in.
    private func description(_ name: String, _ id: String, hasHint: Bool, isLookedAt: Bool = false) -> Markup {
        let isWrong = fault(name) != nil
        let ids = [hasHint ? "\(id)-hint" : "", isWrong ? "\(id)-error" : "", isLookedAt ? "\(id)-check" : ""].filter { !$0.isEmpty }
            .joined(separator: " ")
        let described: Markup = ids.isEmpty ? .none : " aria-describedby=\"\(ids)\""
        let invalid: Markup = isWrong ? " aria-invalid=\"true\"" : .none
        return "\(described)\(invalid)"
    }
}
