import Issuance
import Mail

extension JSONWriter {
    /// What every view of an activation shows: never a secret.
    mutating func activation(_ activation: Activation, state: Activation.State, reference: String, maskedAddress: String) {
        string("id", activation.id.description)
        string("state", state.rawValue)
        string("municipality", activation.municipality)
        string("case", activation.case.rawValue)
        languages(activation.languages)
        string("binding_language", orNull: activation.languages.bindingBeforeEnglish?.rawValue)
        string("assurance", activation.assurance.rawValue)
        string("channel", activation.channel.rawValue)
        string("masked_address", maskedAddress)
        string("reference", reference)
        instant("issued_at", activation.issued)
        instant("expires_at", activation.expires)
        instant("code_expires_at", activation.codeExpires)
        instant("corrected_at", orNull: activation.corrected)
        string("key_id", orNull: activation.key?.description)
    }

    /// What the mails are in: the language, and all in the order of the blocks.
    mutating func languages(_ languages: MailLanguages) {
        string("language", languages.main.rawValue)
        strings("languages", languages.blocks.map(\.rawValue))
    }

    /// What an activation rests on.
    mutating func evidence(of activation: Activation) {
        object("identification") { json in
            json.string("document", activation.identification.document.rawValue)
            json.string("country", activation.identification.country)
            json.string("checked_with", activation.identification.checkedWith.rawValue)
            json.string("result", activation.identification.result.rawValue)
        }
        string("bis_registered_on", orNull: activation.evidence.bisRegisteredOn)
        strings("confirmed_warnings", activation.evidence.confirmedWarnings)
        string("issued_by", orNull: activation.evidence.issuedBy?.text)
    }
}
