import Issuance
import Mail

/// What looks odd about a request, each to be confirmed.
struct WarningBox: Sendable {
    let warnings: [IssuanceWarning]
    let language: Language
    /// Whether what was confirmed is shown to be so: the form comes back for another reason.
    var showsConfirmed = false

    func markup(_ form: FormView) -> Markup {
        let words = FaultTexts.of(language)
        if showsConfirmed {
            let known = Set(form.fields.all("confirm")).filter { words.warnings.keys.contains($0) }.sorted()
            let options = known.map { FormView.Option(value: $0, label: words.confirmed($0)) }
            return options.isEmpty ? .none : "<div class=\"wait\">\n\(group(form.checkboxes("confirm", options)))</div>\n"
        }
        guard !warnings.isEmpty else { return .none }
        let options = warnings.map { FormView.Option(value: $0.code, label: words.text($0)) }
        // What was confirmed before is asked for no more, and stays confirmed.
        let confirmed = form.fields.all("confirm").filter { code in !warnings.contains { $0.code == code } }
        return """
            <div class="wait" role="alert" id="errors" tabindex="-1" autofocus>
            \(group(form.checkboxes("confirm", options)))\(confirmed.map { FormView.hidden("confirm", $0) })</div>

            """
    }

    private func group(_ boxes: Markup) -> Markup {
        "<fieldset class=\"group\">\n<legend>\(OfficerTexts.of(language).confirm)</legend>\n\(boxes)</fieldset>\n"
    }
}
