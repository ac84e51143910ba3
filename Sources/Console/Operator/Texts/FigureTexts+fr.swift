extension FigureTexts {
    static let fr = FigureTexts(
        section: "Chiffres", title: "Chiffres du dernier jour", none: "Rien n’a encore été accepté.",
        since: "Ces chiffres sont gardés en mémoire, un relevé par minute. Ils comptent depuis le {time}\u{202F}; un redémarrage "
            + "recommence à zéro.",
        asTable: "Sous forme de tableau",
        latencyTitle: "De la demande à l’acceptation",
        latencyLead: "Le temps qu’il a fallu jusqu’à l’acceptation par un relais, en secondes.",
        latencyTable: "E-mails selon leur durée", seconds: "Secondes",
        latencyDescription: "{kind}\u{202F}: {count} acceptés. La moitié a pris {half} ou moins, 99 sur 100 ont pris {most} ou moins.",
        outcomeTitle: "Résultats par heure", acceptedTitle: "Acceptés par heure",
        lostTitle: "Refusés, revenus, expirés ou en doute par heure",
        outcomeTable: "Ce qui a pris fin à chaque heure", hour: "Heure dès",
        outcomeDescription: "{what}\u{202F}: {count}. Heures montrées\u{202F}: {hours}.",
        depthTitle: "Ce qui attendait les dernières heures",
        depthDescription: "En attente, en cours d’envoi ou retenu, par voie. Maintenant\u{202F}:",
        depthTable: "Ce qui attendait, par voie", strokes: ["trait plein", "tirets", "points"],
        repliesSection: "Réponses", repliesTitle: "Ce que les relais ont dit en dernier",
        repliesLead: "Depuis le démarrage, en mémoire\u{202F}: pour chaque relais les cinquante dernières qui n’étaient pas une "
            + "acceptation, et les dix dernières acceptations. Les adresses y sont masquées.",
        otherReplies: "Reporté, refusé ou échoué", noOtherReplies: "Rien n’a été reporté, refusé ni échoué.", acceptances: "Accepté",
        noAcceptances: "Rien n’a encore été accepté.",
        templatesSection: "Textes", templatesTitle: "Textes des e-mails",
        templatesTable: "Versions par type et langue\u{202F}: chacune mène à un aperçu", toTemplates: "Vers les textes",
        inForce: "En vigueur\u{202F}: version",
        former: "{count} versions antérieures sont gardées pour les e-mails qui attendent.",
        adviceTitle: "Conseils", noAdvice: "Il n’y en a pas.", reloadTitle: "Les modifier",
        reloadHow: "Modifiez les fichiers sur la machine du service et vérifiez-les là, puis relisez-les. Tous sont repris ou aucun, et "
            + "les e-mails qui attendent gardent les leurs.",
        reload: "Les relire", reloaded: "Les fichiers ont été relus\u{202F}: la version {version} est en vigueur.",
        brokenTitle: "Des textes modifiés n’ont pas été mis en vigueur",
        broken: "Ils ont été lus le {time} et ont des défauts\u{202F}; les précédents restent en vigueur. Corrigez ces endroits, puis "
            + "relisez-les\u{202F}:",
        brokenNote: "Ils ont été lus le {time} et ont des défauts\u{202F}; les précédents restent en vigueur.",
        subject: "Objet", example: "Noms, codes et liens sont des exemples et n’ouvrent rien.",
        asHTML: "Comme la plupart des lecteurs le voient",
        asText: "En texte brut")
}
