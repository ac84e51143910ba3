import Issuance
import Mail

/// What looks odd about a request, each to be confirmed.
struct WarningBox: Sendable {
    let warnings: [IssuanceWarning]
    let language: Language

    func markup(_ form: FormView) -> Markup {
        guard !warnings.isEmpty else { return .none }
        let words = FaultTexts.of(language)
        let options = warnings.map { FormView.Option(value: $0.code, label: words.text($0)) }
        // What was confirmed before is asked for no more, and stays confirmed.
        let confirmed = form.fields.all("confirm").filter { code in !warnings.contains { $0.code == code } }
        return """
            <div class="wait" role="alert" id="errors" tabindex="-1">
            <h2>\(OfficerTexts.of(language).confirm)</h2>
            \(form.checkboxes("confirm", options))\(confirmed.map { FormView.hidden("confirm", $0) })</div>

            """
    }
}
