import Issuance
import Mail

extension AuditTexts {
    static let en = AuditTexts(
        language: .en,
        actions: [
            .activationIssued: "Activation issued", .activationResent: "Link sent again", .activationReissued: "New code and link",
            .activationRevoked: "Activation revoked", .activationCorrected: "Address corrected",
            .activationRedeemed: "Activation redeemed", .digitalKeyEnded: "Digital key ended", .apiKeyCreated: "API key made",
            .apiKeyRevoked: "API key revoked", .grantGiven: "Role given", .grantWithdrawn: "Role withdrawn", .nameErased: "Name erased",
            .municipalityRegistered: "Municipality registered", .agreementRegistered: "Agreement registered",
            .agreementWithdrawn: "Agreement withdrawn", .paused: "Paused", .resumed: "Resumed", .messageHeld: "Message held",
            .messageReleased: "Message released", .messageRetried: "Message tried again", .messageCancelled: "Message cancelled",
            .sealRotated: "Seal key replaced",
            .templatesReloaded: "Texts of mails put in force", .exported: "A citizen’s data shown", .erased: "A citizen’s data erased",
            .restored: "Older database accepted", .retentionApplied: "Retention applied", .auditCut: "Log found cut",
        ],
        words: [
            "new": "new", "changed": "changed", "branding": "sender and contact", "in_flight": "already on its way", "number": "number",
            "messages": "messages", "activations": "activations", "digital_keys": "digital keys", "codes": "codes",
            "cancelled_mails": "cancelled mails", "mails_in_flight": "mails on their way", "wiped_messages": "wiped messages",
            "limit_counters": "counters", "history": "past messages", "names": "names", "audit": "entries of this log", "held": "held",
            "in_doubt": "in doubt", "anchored": "anchored end", "found": "found end", "anchor_missing": "anchor missing",
            "anchor_garbled": "anchor unreadable", "cut": "cut", "replaced": "replaced",
        ],
        machine: "an operator at the machine",
        service: "the service itself",
        citizen: "the citizen, with the link",
        changed: "Entry {from} was changed or moved.",
        missing: "Entries {from} to {to} are gone from the middle.",
        added: "Entry {from} was put in: the log does not begin so.",
        checkpoint: "The checkpoint that retention left was changed.",
        cut: "Entries {from} to {to} are gone from the end; a restored backup that is older does this too.",
        replaced: "Entry {from} is another than was noted; a restored backup that is older does this too.",
        anchor: "The anchor beside the seal key is gone or was changed.")
}
