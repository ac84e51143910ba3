import Issuance
import Mail

extension AuditTexts {
    static let fr = AuditTexts(
        language: .fr,
        actions: [
            .activationIssued: "Activation délivrée", .activationResent: "Lien renvoyé", .activationReissued: "Nouveau code et lien",
            .activationRevoked: "Activation retirée", .activationCorrected: "Adresse corrigée",
            .activationRedeemed: "Activation utilisée", .digitalKeyEnded: "Clé numérique terminée", .apiKeyCreated: "Clé d’API créée",
            .apiKeyRevoked: "Clé d’API révoquée", .grantGiven: "Rôle attribué", .grantWithdrawn: "Rôle retiré",
            .nameErased: "Nom effacé", .municipalityRegistered: "Commune enregistrée", .agreementRegistered: "Convention enregistrée",
            .agreementWithdrawn: "Convention retirée", .paused: "Mis en pause", .resumed: "Repris", .messageHeld: "Message retenu",
            .messageReleased: "Message libéré", .messageRetried: "Message réessayé", .messageCancelled: "Message annulé",
            .sealRotated: "Clé de scellement remplacée",
            .templatesReloaded: "Textes des e-mails mis en vigueur", .exported: "Données d’un citoyen montrées",
            .erased: "Données d’un citoyen effacées", .restored: "Base plus ancienne acceptée",
            .retentionApplied: "Durée de conservation appliquée", .auditCut: "Journal trouvé coupé",
        ],
        words: [
            "new": "nouvelle", "changed": "modifiée", "branding": "expéditeur et contact", "in_flight": "déjà en cours",
            "number": "numéro", "messages": "messages", "activations": "activations", "digital_keys": "clés numériques",
            "codes": "codes", "cancelled_mails": "e-mails annulés", "mails_in_flight": "e-mails en cours d’envoi",
            "wiped_messages": "messages effacés", "limit_counters": "compteurs", "history": "messages passés", "names": "noms",
            "audit": "entrées de ce journal", "held": "retenus", "in_doubt": "en doute", "anchored": "fin ancrée",
            "found": "fin trouvée", "anchor_missing": "ancre absente", "anchor_garbled": "ancre illisible", "cut": "coupé",
            "replaced": "remplacé",
        ],
        machine: "un opérateur sur la machine",
        service: "le service lui-même",
        citizen: "le citoyen, avec son lien",
        changed: "L’entrée {from} a été modifiée ou déplacée.",
        missing: "Les entrées {from} à {to} manquent au milieu.",
        added: "L’entrée {from} a été ajoutée\u{202F}: le journal ne commence pas ainsi.",
        checkpoint: "Le repère laissé par la durée de conservation a été modifié.",
        cut: "Les entrées {from} à {to} manquent à la fin\u{202F}; une sauvegarde plus ancienne, restaurée, fait cela aussi.",
        replaced: "L’entrée {from} n’est pas celle qui a été notée\u{202F}; une sauvegarde plus ancienne, restaurée, fait cela aussi.",
        anchor: "L’ancre à côté de la clé de scellement manque ou a été modifiée.")
}
