import Issuance
import Mail

extension AuditTexts {
    static let de = AuditTexts(
        language: .de,
        actions: [
            .activationIssued: "Aktivierung ausgegeben", .activationResent: "Link erneut gesendet",
            .activationReissued: "Neuer Code und Link", .activationRevoked: "Aktivierung widerrufen",
            .activationCorrected: "Adresse berichtigt", .activationRedeemed: "Aktivierung eingelöst",
            .digitalKeyEnded: "Digitaler Schlüssel beendet", .apiKeyCreated: "API-Schlüssel angelegt",
            .apiKeyRevoked: "API-Schlüssel widerrufen", .grantGiven: "Rolle gegeben", .grantWithdrawn: "Rolle entzogen",
            .nameErased: "Name gelöscht", .municipalityRegistered: "Gemeinde eingetragen",
            .agreementRegistered: "Vereinbarung eingetragen", .agreementWithdrawn: "Vereinbarung widerrufen", .paused: "Angehalten",
            .resumed: "Fortgesetzt", .messageHeld: "Nachricht zurückgehalten", .messageReleased: "Nachricht freigegeben",
            .messageRetried: "Nachricht erneut versucht", .messageCancelled: "Nachricht abgebrochen",
            .sealRotated: "Siegelschlüssel ersetzt",
            .templatesReloaded: "Texte der E-Mails in Kraft gesetzt", .exported: "Daten eines Bürgers gezeigt",
            .erased: "Daten eines Bürgers gelöscht",
            .restored: "Ältere Datenbank angenommen", .retentionApplied: "Aufbewahrungsfrist angewandt",
            .auditCut: "Protokoll war gekürzt",
        ],
        words: [
            "new": "neu", "changed": "geändert", "branding": "Absender und Kontakt", "in_flight": "schon unterwegs", "number": "Nummer",
            "messages": "Nachrichten", "activations": "Aktivierungen", "digital_keys": "digitale Schlüssel", "codes": "Codes",
            "cancelled_mails": "abgebrochene E-Mails", "mails_in_flight": "E-Mails unterwegs", "wiped_messages": "gelöschte Nachrichten",
            "limit_counters": "Zähler", "history": "frühere Nachrichten", "names": "Namen", "audit": "Einträge dieses Protokolls",
            "held": "zurückgehalten", "in_doubt": "ungewiss", "anchored": "verankertes Ende", "found": "gefundenes Ende",
            "anchor_missing": "Anker fehlt", "anchor_garbled": "Anker unlesbar", "cut": "gekürzt", "replaced": "ersetzt",
        ],
        machine: "ein Operator an der Maschine",
        service: "der Dienst selbst",
        citizen: "der Bürger, mit seinem Link",
        changed: "Eintrag {from} wurde geändert oder verschoben.",
        missing: "Die Einträge {from} bis {to} fehlen in der Mitte.",
        added: "Eintrag {from} wurde eingefügt: So beginnt das Protokoll nicht.",
        checkpoint: "Der Prüfpunkt, den die Aufbewahrungsfrist hinterließ, wurde geändert.",
        cut: "Die Einträge {from} bis {to} fehlen am Ende; eine ältere Sicherung, die zurückgespielt wurde, bewirkt das auch.",
        replaced: "Eintrag {from} ist ein anderer als notiert; eine ältere Sicherung, die zurückgespielt wurde, bewirkt das auch.",
        anchor: "Der Anker neben dem Siegelschlüssel fehlt oder wurde geändert.")
}
