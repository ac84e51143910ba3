import API
import Mail
import Queue

extension OperatorTexts {
    static let fr = OperatorTexts(
        language: .fr,
        lanes: [.code: "codes", .link: "liens", .notice: "avis"],
        states: [
            .queued: "en attente", .leased: "en cours d’envoi", .held: "retenu", .accepted: "accepté par le relais", .rejected: "refusé",
            .bounced: "revenu", .expired: "expiré", .cancelled: "annulé", .inDoubt: "en doute",
        ],
        kinds: [
            "one_time_code": "code de sécurité", "activation_link": "lien d’activation", "key_activated": "clé activée",
            "address_changed": "adresse modifiée", "canary": "courriel témoin du service",
        ],
        verbs: [.retry: "Essayer maintenant", .hold: "Retenir", .release: "Libérer", .cancel: "Annuler le message"],
        verbHints: [
            .retry: "ce qui attend ou est retenu part tout de suite.",
            .hold: "il reste là jusqu’à sa libération\u{202F}; sa durée de vie s’écoule.",
            .release: "la retenue prend fin\u{202F}: il part tout de suite.",
            .cancel: "il prend fin définitivement. Le citoyen n’en reçoit aucun e-mail.",
        ],
        laneWord: "Voie", relayWord: "Relais", domain: "Domaine", state: "État", kindWord: "Type", reason: "Raison", message: "Message",
        languageWord: "Langue", municipality: "Commune", time: "Heure", act: "Ce que vous pouvez faire",
        show: "Afficher", any: "tous", undo: "Défaire", undone: "C’était le retour en arrière.",
        ago: "il y a {span}",
        overview: "Aperçu", overviewTitle: "L’état de la file d’attente", renewed: "Cette page est renouvelée toutes les cinq secondes.",
        stopRenewing: "L’arrêter", still: "Cette page ne bouge plus.", renewAgain: "La renouveler toutes les cinq secondes",
        ready: Words(title: "Tout fonctionne", text: "Les demandes sont acceptées et les relais répondent."),
        unready: Words(
            title: "Les demandes ne peuvent pas être acceptées",
            text: "Le stockage n’écrit plus\u{202F}: le disque est plein, défectueux ou en lecture seule, et rien n’est envoyé "
                + "entre-temps. Libérez de la place ou réparez-le\u{202F}; le service reprend de lui-même. Ce qui était accepté n’est pas "
                + "perdu."),
        degraded: "Quelque chose manque",
        relayPaused: Words(
            title: "Le relais {relay} est en pause.",
            text: "D’autres prennent la suite\u{202F}; s’il n’y en a pas, le courrier attend. Reprenez-le ci-dessous."),
        relayAway: Words(
            title: "Le relais {relay} est absent.",
            text: "{reason} Le courrier attend ou passe par un autre relais\u{202F}; aucun message n’est refusé pour cela. Il est "
                + "réessayé de lui-même, au plus tard après cinq minutes."),
        lanePaused: Words(
            title: "La voie {lane} est en pause.", text: "Son courrier attend et sa durée de vie s’écoule. Reprenez-la ci-dessous."),
        admissionOldestCode: Words(
            title: "Les nouveaux codes sont refusés.",
            text: "Le plus ancien attend depuis trop longtemps. Voyez les relais et les pauses\u{202F}; cela cesse dès que des codes "
                + "partent."),
        admissionFreeDisk: Words(
            title: "Les nouveaux e-mails sont refusés.",
            text: "Le disque est presque plein. Libérez de la place\u{202F}: cela cesse de soi-même."),
        admissionMemory: Words(
            title: "Les nouveaux e-mails sont refusés.",
            text: "Le processus est trop grand. Si cela dure, redémarrez le service et signalez la croissance."),
        canaryMissing: Words(
            title: "Le relais {relay} n’a accepté aucun courriel témoin par la voie {lane} depuis {span}.",
            text: "La voie est-elle en pause, ou le relais absent\u{202F}? Si seule cette voie est arrêtée, redémarrez le service et "
                + "signalez-le."),
        ownCertificate: Words(
            title: "Le certificat de ce site {ends}.",
            text: "Renouvelez les fichiers de http.tls, puis redémarrez\u{202F}: ils sont lus au démarrage."),
        relayCertificate: Words(
            title: "Le certificat du relais {relay} {ends}.",
            text: "Prévenez l’exploitant du relais. Une fois expiré, le relais est absent."),
        municipalitiesTrouble: Words(
            title: "Des e-mails montrent peut-être un ancien expéditeur ou contact\u{202F}: {trouble}.",
            text: "Le registre est relu jusqu’à ce que cela réussisse. Voyez le stockage."),
        signInTrouble: Words(
            title: "La connexion est menacée\u{202F}: {trouble}.", text: "Voyez l’émetteur. Les clés d’API fonctionnent malgré tout."),
        hasEnded: "a expiré le {time}", ends: "expire le {time}",
        lanesTitle: "Voies", oldest: "Le plus ancien", willExpire: "Expire bientôt",
        willExpireHint: "Expire bientôt\u{202F}: prend fin dans la minute, à moins qu’un relais ne l’accepte.",
        relaysTitle: "Relais", breaker: "État", connections: "Connexions",
        connectionsHint: "Connexions\u{202F}: ouvertes / autant que le relais en supporte. Témoins\u{202F}: quand il en a accepté un "
            + "la dernière fois.",
        inFlight: "En cours", canaries: "Témoins", certificate: "Fin du certificat",
        breakers: ["closed": "fonctionne", "open": "absent", "half_open": "à l’essai", "paused": "en pause"],
        withoutPipelining: "sans pipelining pendant dix minutes", withoutParameters: "sans paramètres facultatifs pendant dix minutes",
        domainsTitle: "Domaines en pause", noDomains: "Aucun domaine n’est en pause.", domainLabel: "Domaine à mettre en pause",
        domainHint: "Comme example.be\u{202F}: exactement celui-là, sans ceux en dessous.",
        totalsTitle: "Ce que tous les messages sont devenus",
        pause: "Mettre en pause", resume: "Reprendre", pausedMark: "en pause",
        pauseTitle: "Mettre en pause\u{202F}: {what}", resumeTitle: "Reprendre\u{202F}: {what}", isPausedNow: "{what}\u{202F}: en pause.",
        isResumedNow: "{what}\u{202F}: pas en pause.",
        pauseMeanings: [
            .lane: "{what}\u{202F}: rien n’en est envoyé jusqu’à la reprise, même après un redémarrage. Les nouveaux e-mails sont "
                + "acceptés et attendent. La durée de vie s’écoule\u{202F}: les codes expirent après dix minutes. L’envoi en cours est "
                + "achevé.",
            .relay: "{what}\u{202F}: il ne reçoit rien jusqu’à la reprise, même après un redémarrage. Les autres relais prennent la suite.",
            .domain: "{what}\u{202F}: le courrier vers lui est retenu jusqu’à la reprise, même après un redémarrage. La durée de vie "
                + "s’écoule\u{202F}; ce qui expire n’est pas envoyé.",
        ],
        resumeMeanings: [
            .lane: "{what}\u{202F}: ce qui attend est envoyé, en commençant par ce qui était dû le premier.",
            .relay: "{what}\u{202F}: il reprend sa part.",
            .domain: "{what}\u{202F}: ce qui était retenu attend de nouveau, dû comme avant.",
        ],
        noRelayLeft: "Aucun autre relais n’est disponible\u{202F}: tout le courrier attendra.",
        wrongName: "Il n’y a pas de voie ni de relais de ce nom, ou ce n’est pas un domaine d’adresse e-mail, comme example.be. Rien "
            + "n’a été fait.",
        messages: "Messages", messagesTitle: "Messages", toMessages: "Vers les messages", listCaption: "Messages, les plus récents d’abord",
        noMessages: "Aucun message ne correspond.", noneHere: "Aucun n’a encore été trouvé.",
        lookedBack: "La recherche est remontée jusqu’au {time} et s’arrête là pour l’instant\u{202F}; de plus anciens peuvent "
            + "correspondre.",
        goOnThere: "Continuer à partir de là",
        wrongFilter: "Ce filtre n’est pas compris, donc rien n’est affiché. Choisissez à nouveau.",
        olderThan: "Plus ancien que", showAll: "Tout afficher", older: "Plus anciens", newest: "Plus récents", pages: "Pages",
        attempts: "Essais", attempt: "N°", issued: "Demandé", due: "Dû", expires: "Expire", finished: "Fini",
        supersededBy: "Remplacé par", templateVersion: "Version du texte", facts: "Données",
        attemptsTitle: "Essais, les plus anciens d’abord",
        noAttempts: "Aucun relais n’a encore été sollicité.", stage: "Étape", reply: "Réponse",
        outcome: "Ce que cela signifie", rule: "Règle",
        outcomes: [
            "accepted": "accepté", "deferred": "reporté", "greylisted": "reporté (greylisting)", "relay_busy": "relais absent ou occupé",
            "relay_misconfigured": "relais et configuration ne concordent pas", "sender_refused": "expéditeur refusé", "rejected": "refusé",
            "in_doubt": "en doute", "expired": "expiré", "cancelled": "annulé",
        ],
        follows: [
            .queued: "Il est réessayé le {due}, et envoyé avant le {last} ou pas du tout.",
            .leased: "Une connexion l’a pris. Regardez à nouveau dans un instant.",
            .held: "Il attend une personne jusqu’au {last}\u{202F}; ensuite il expire.",
            .accepted: "Le relais en a pris la responsabilité. S’il a été lu, personne ne le sait.",
            .rejected: "C’est définitif. L’officier le voit à l’activation, le citoyen demande un nouveau code.",
            .bounced: "C’est définitif\u{202F}: le relais l’avait accepté, et il est revenu.",
            .expired: "C’est définitif\u{202F}: il restait trop peu de sa durée de vie. Cherchez pourquoi il a attendu.",
            .cancelled: "C’est définitif.",
            .inDoubt: "C’est définitif. Cherchez dans le journal du relais le Message-ID, qui commence par l’identifiant de ce "
                + "message\u{202F}; s’il n’y est pas, il en faut un nouveau.",
        ],
        dueNow: "Il part dès qu’une connexion est libre, avant le {last} ou pas du tout.",
        heldNow: "Il est retenu.", releasedNow: "Il est libéré et part tout de suite.",
        retriedNow: "Il part tout de suite. Il n’y a rien à défaire\u{202F}: retenez-le s’il ne doit pas partir.",
        cancelledNow: "Il est annulé. Cela ne peut pas être défait.",
        cancelTitle: "Annuler ce message\u{202F}?",
        cancelMeaning: "Il prend fin définitivement, son contenu est effacé et aucun e-mail ne part. Cela ne peut pas être "
            + "défait\u{202F}: s’il en faut un, il faudra en demander un nouveau.",
        keep: "Le garder",
        changed: "Rien n’a été fait\u{202F}: le message a changé depuis que vous l’avez regardé. Voici son état actuel\u{202F}; "
            + "choisissez à nouveau.",
        refusedInFlight: "Rien n’a été fait\u{202F}: une connexion l’a pris en ce moment. Regardez à nouveau dans un instant.",
        refusedPaused: "Rien n’a été fait\u{202F}: il est retenu parce que son domaine est en pause. Reprenez le domaine ou annulez "
            + "le message.",
        refusedFinished: "Rien n’a été fait\u{202F}: il a pris fin entre-temps, et c’est définitif.",
        refusedTooLate: "Rien n’a été fait\u{202F}: il reste trop peu de sa durée de vie, donc il expire.",
        manyTitle: "Tout ce qui correspond", manyLead: "Vous voyez combien il y en a, et quelques-uns, avant que rien ne soit fait.",
        matches: "{count} messages non terminés correspondent.",
        matchesMore: "{count} correspondent, et il y en a davantage\u{202F}: ils suivent en une deuxième fois.",
        nothingMatches: "Aucun message non terminé ne correspond.", everything: "Aucun filtre\u{202F}: chaque message non terminé.",
        sample: "Les {count} plus récents", doNothing: "Ne rien faire",
        undoLater: "Cela peut être défait ensuite, pendant un quart d’heure. Ce qui était dû plus tard part tout de suite à la libération.",
        noUndoCancel: "Cela ne peut pas être défait.",
        noUndoRetry: "Il n’y a rien à défaire\u{202F}: ils sont dus plus tôt que prévu. Retenez-les s’ils ne doivent pas partir.",
        undoOffer: "Pour ces {count}, cela peut être défait pendant un quart d’heure.",
        moreNow: "Rien n’a été fait\u{202F}: entre-temps il y en a plus que vous n’en avez vu. Regardez à nouveau.",
        fewerNow: "{count} de ceux que vous avez vus ont pris fin ou ne correspondent plus. Rien ne leur a été fait.",
        became: "Ce qu’ils sont devenus", moreLeft: "D’autres correspondent encore.", goOn: "Continuer avec le reste…",
        bulkOutcomes: [
            .done: "fait", .unchanged: "était déjà ainsi", .inFlight: "en cours\u{202F}: une connexion l’a pris",
            .paused: "retenu, car son domaine est en pause", .tooLate: "trop peu de durée de vie", .alreadyFinished: "terminé entre-temps",
        ])
}
