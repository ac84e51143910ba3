import Issuance
import Mail

extension ActivationRequest {
    /// The most codes in `confirm_warnings`.
    static let warnings = 16

    /// Reads the body of an issuance. Values that need a register or a clock are judged by the issuer.
    ///
    /// - Throws: `invalid` with every field that is missing, of a wrong type, out of its list, or unknown.
    init(json value: JSONValue) throws(Problem) {
        var fields = FieldReader(value)
        let citizenNumber = fields.string("citizen_number", atMost: 32)
        let `case` = fields.word("case", Activation.Case.self)
        let email = fields.string("email")
        let language = fields.nullableWord("language", Language.self)
        let bindingLanguage = fields.optionalWord("binding_language", Language.self)
        let municipality = fields.string("municipality", atMost: 16)
        let identification = fields.object("identification", Identification.init(fields:))
        let bisRegisteredOn = fields.optionalString("bis_registered_on", atMost: 32)
        let assurance = fields.optionalWord("assurance", Activation.Assurance.self)
        let channel = fields.optionalWord("channel", Activation.Channel.self)
        let confirmed = fields.optionalStrings("confirm_warnings", atMost: Self.warnings)
        let returnTo = fields.optionalString("return_to", atMost: ReturnAddress.octets)
        try fields.refuseFaults()
        guard let `case`, let identification else { throw .invalid("body", "is not complete") }
        self.init(
            citizenNumber: citizenNumber, case: `case`, email: email, language: language, bindingLanguage: bindingLanguage,
            municipality: municipality, identification: identification, bisRegisteredOn: bisRegisteredOn,
            assurance: assurance ?? .normal, channel: channel ?? .paper, confirmWarnings: Set(confirmed), returnTo: returnTo)
    }
}

extension Identification {
    fileprivate init?(fields: inout FieldReader) {
        let document = fields.word("document", Document.self)
        let country = fields.string("country", atMost: 2)
        let checkedWith = fields.word("checked_with", CheckedWith.self)
        let result = fields.word("result", Result.self)
        guard let document, let checkedWith, let result else { return nil }
        self.init(document: document, country: country, checkedWith: checkedWith, result: result)
    }
}
