import Issuance
import Mail

extension AuditTexts {
    static let nl = AuditTexts(
        language: .nl,
        actions: [
            .activationIssued: "Activatie uitgereikt", .activationResent: "Link opnieuw verstuurd",
            .activationReissued: "Nieuwe code en link", .activationRevoked: "Activatie ingetrokken",
            .activationCorrected: "Adres verbeterd", .activationRedeemed: "Activatie gebruikt",
            .digitalKeyEnded: "Digitale sleutel beëindigd", .apiKeyCreated: "API-sleutel gemaakt",
            .apiKeyRevoked: "API-sleutel ingetrokken", .grantGiven: "Rol gegeven", .grantWithdrawn: "Rol ingetrokken",
            .nameErased: "Naam gewist", .municipalityRegistered: "Gemeente geregistreerd",
            .agreementRegistered: "Overeenkomst geregistreerd", .agreementWithdrawn: "Overeenkomst ingetrokken", .paused: "Gepauzeerd",
            .resumed: "Hervat", .messageHeld: "Bericht tegengehouden", .messageReleased: "Bericht vrijgegeven",
            .messageRetried: "Bericht opnieuw geprobeerd", .messageCancelled: "Bericht geannuleerd",
            .sealRotated: "Zegelsleutel vervangen",
            .templatesReloaded: "Teksten van e-mails in gebruik genomen", .exported: "Gegevens van een burger getoond",
            .erased: "Gegevens van een burger gewist", .restored: "Oudere databank aanvaard",
            .retentionApplied: "Bewaartermijn toegepast", .auditCut: "Logboek was ingekort",
        ],
        words: [
            "new": "nieuw", "changed": "gewijzigd", "branding": "afzender en contact", "in_flight": "al onderweg", "number": "nummer",
            "messages": "berichten", "activations": "activaties", "digital_keys": "digitale sleutels", "codes": "codes",
            "cancelled_mails": "geannuleerde e-mails", "mails_in_flight": "e-mails onderweg", "wiped_messages": "gewiste berichten",
            "limit_counters": "tellers", "history": "berichten uit het verleden", "names": "namen", "audit": "regels van dit logboek",
            "held": "tegengehouden", "in_doubt": "in twijfel", "anchored": "verankerd einde", "found": "gevonden einde",
            "anchor_missing": "anker ontbreekt", "anchor_garbled": "anker onleesbaar", "cut": "ingekort", "replaced": "vervangen",
        ],
        machine: "een operator op de machine",
        service: "de dienst zelf",
        citizen: "de burger, met zijn link",
        changed: "Regel {from} is gewijzigd of verplaatst.",
        missing: "De regels {from} tot {to} ontbreken in het midden.",
        added: "Regel {from} is toegevoegd: zo begint het logboek niet.",
        checkpoint: "Het ijkpunt dat de bewaartermijn achterliet, is gewijzigd.",
        cut: "De regels {from} tot {to} ontbreken aan het einde; een oudere back-up die werd teruggezet, doet dat ook.",
        replaced: "Regel {from} is een andere dan genoteerd werd; een oudere back-up die werd teruggezet, doet dat ook.",
        anchor: "Het anker naast de zegelsleutel ontbreekt of is gewijzigd.")
}
