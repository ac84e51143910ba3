import Issuance

extension MunicipalityRegistration {
    /// Reads a registration, or with `nis` from the path a change: what is left out stays, `null` takes it away.
    ///
    /// - Throws: `invalid` with every field that is missing, of a wrong type, or unknown.
    init(json value: JSONValue, nis: String? = nil) throws(Problem) {
        var fields = FieldReader(value)
        self.init(nis: nis ?? fields.string("nis", atMost: 16))
        name = fields.changed("name")
        nameNL = fields.changed("name_nl")
        nameFR = fields.changed("name_fr")
        nameDE = fields.changed("name_de")
        languages = fields.has("languages") ? fields.optionalStrings("languages", atMost: 3) : nil
        fields.dropNull("languages")
        enterpriseNumber = fields.changed("enterprise_number", atMost: 64)
        validFrom = fields.changed("valid_from", atMost: 32)
        validUntil = fields.changed("valid_until", atMost: 32)
        successor = fields.changed("successor", atMost: 16)
        branding = BrandingRegistration(fields: &fields)
        if nis == nil, fields.has("agreement") { agreement = fields.object("agreement") { AgreementRegistration(fields: &$0) } }
        if nis == nil { fields.dropNull("agreement") }
        try fields.refuseFaults()
    }
}

extension AgreementRegistration {
    /// Reads a user agreement. Days and lengths are judged by the register.
    ///
    /// - Throws: `invalid` with every field that is missing, of a wrong type, or unknown.
    init(json value: JSONValue) throws(Problem) {
        var fields = FieldReader(value)
        self.init(fields: &fields)
        try fields.refuseFaults()
    }

    fileprivate init(fields: inout FieldReader) {
        self.init(
            signedOn: fields.string("signed_on", atMost: 32), signatory: fields.string("signatory"), function: fields.string("function"),
            documentDigest: fields.optionalString("document_digest", atMost: 128),
            validFrom: fields.optionalString("valid_from", atMost: 32),
            validUntil: fields.optionalString("valid_until", atMost: 32))
    }
}

extension FieldReader {
    /// `nil` when the field is missing, an empty text when it is `null`.
    mutating func changed(_ name: String, atMost octets: Int = 1_024) -> String? {
        dropNull(name) ? "" : optionalString(name, atMost: octets)
    }
}
