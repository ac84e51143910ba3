import Issuance
import Mail
import Queue

extension JSONWriter {
    /// What is held about one citizen.
    mutating func export(_ export: CitizenExport) {
        instant("exported_at", export.at)
        objects("activations", export.activations) { $0.held($1) }
        objects("digital_keys", export.keys) { $0.held($1) }
        objects("codes", export.codes) { $0.held($1) }
        objects("messages", export.messages) { $0.summary(of: $1) }
        objects("audit", export.audit) { json, entry in
            json.integer("number", entry.number)
            json.instant("at", entry.at)
            json.string("action", entry.action)
            json.string("object", entry.object)
        }
    }

    /// That a citizen was erased.
    mutating func receipt(_ receipt: ErasureReceipt) {
        let counts = receipt.counts
        integer("activations", Int64(counts.activations))
        integer("digital_keys", Int64(counts.digitalKeys))
        integer("codes", Int64(counts.codes))
        integer("cancelled_mails", Int64(counts.cancelledMails))
        integer("mails_in_flight", Int64(counts.mailsInFlight))
        integer("wiped_messages", Int64(counts.wipedMessages))
        integer("limit_counters", Int64(counts.limitCounters))
        bool("log_emptied", receipt.isLogEmpty)
        object("audit_entry") { json in
            json.integer("number", receipt.entry.number)
            json.instant("at", receipt.entry.at)
            json.string("mac", Hexadecimal.text(receipt.entry.mac))
        }
    }

    private mutating func held(_ held: CitizenExport.HeldActivation) {
        let activation = held.activation
        string("id", activation.id.description)
        string("state", held.state.rawValue)
        string("municipality", activation.municipality)
        string("case", activation.case.rawValue)
        string("email", orNull: held.address)
        languages(activation.languages)
        string("binding_language", orNull: activation.languages.bindingBeforeEnglish?.rawValue)
        string("assurance", activation.assurance.rawValue)
        string("channel", activation.channel.rawValue)
        object("identification") { json in
            json.string("document", activation.identification.document.rawValue)
            json.string("country", activation.identification.country)
            json.string("checked_with", activation.identification.checkedWith.rawValue)
            json.string("result", activation.identification.result.rawValue)
        }
        instant("issued_at", activation.issued)
        instant("expires_at", activation.expires)
        string("key_id", orNull: activation.key?.description)
        string("return_to", orNull: activation.returnTo)
    }

    private mutating func held(_ held: CitizenExport.HeldKey) {
        string("id", held.key.id.description)
        string("activation_id", held.key.activation.description)
        string("municipality", held.key.municipality)
        string("email", orNull: held.address)
        languages(held.key.languages)
        string("binding_language", orNull: held.key.languages.bindingBeforeEnglish?.rawValue)
        string("assurance", held.key.assurance.rawValue)
        instant("created_at", held.key.created)
        string("revoked_at", orNull: held.key.revoked?.rfc3339)
    }

    private mutating func held(_ code: CodeChallenge) {
        string("id", code.id.description)
        string("key_id", orNull: code.key?.description)
        string("purpose", code.purpose)
        string("state", code.state.rawValue)
        instant("issued_at", code.issued)
        instant("expires_at", code.expires)
    }
}
