import Issuance
import Mail

/// Reads the form of an issuance. What the form alone asks for is judged here; everything else by the issuer.
struct IssueInput: Sendable {
    let `case`: Activation.Case
    let fields: FormFields

    /// What an officer confirms by a tick and nobody can prove: the issuer does not know it.
    func faults(_ texts: OfficerTexts) -> [FormView.Fault] {
        var faults: [FormView.Fault] = []
        func need(_ condition: Bool, _ field: String, _ text: String) {
            if !condition { faults.append(FormView.Fault(field: field, text: text)) }
        }
        need(fields.isTicked("present"), "present", texts.presentMissing)
        need(document != nil, "document", texts.choose)
        need(checkedWith != nil, "checked_with", texts.choose)
        need(result != nil, "result", texts.choose)
        if `case` == .noNumber { need(fields.isTicked("registered"), "registered", texts.registeredMissing) }
        need(isLanguageTold, "language", texts.choose)
        need(channel != nil, "channel", texts.choose)
        need(assurance != nil, "assurance", texts.choose)
        return faults
    }

    /// The request; `nil` while a choice is missing.
    var request: ActivationRequest? {
        guard let document, let checkedWith, let result, isLanguageTold, let channel, let assurance else { return nil }
        let language = fields.word("language", Language.self)
        return ActivationRequest(
            citizenNumber: fields.text("citizen_number"), case: `case`, email: fields.text("email"), language: language,
            bindingLanguage: language == .en ? fields.word("binding_language", Language.self) : nil,
            municipality: fields.text("municipality"),
            identification: Identification(
                document: document, country: fields.text("country").uppercased(), checkedWith: checkedWith, result: result),
            bisRegisteredOn: `case` == .noNumber ? fields.optional("bis_registered_on") : nil, assurance: assurance, channel: channel,
            confirmWarnings: Set(fields.all("confirm")))
    }

    /// The word of the form for a language that nobody told.
    static let untold = "untold"

    private var document: Identification.Document? { fields.word("document") }
    private var checkedWith: Identification.CheckedWith? { fields.word("checked_with") }
    private var result: Identification.Result? { fields.word("result") }
    private var channel: Activation.Channel? { fields.word("channel") }
    private var assurance: Activation.Assurance? { fields.word("assurance") }

    private var isLanguageTold: Bool { fields.word("language", Language.self) != nil || fields.text("language") == Self.untold }
}
