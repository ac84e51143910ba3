import API
import Mail
import Queue

extension OperatorTexts {
    static let de = OperatorTexts(
        language: .de,
        lanes: [.code: "Codes", .link: "Links", .notice: "Mitteilungen"],
        states: [
            .queued: "wartet", .leased: "unterwegs", .held: "zurückgehalten", .accepted: "vom Relay angenommen", .rejected: "abgelehnt",
            .bounced: "zurückgekommen", .expired: "abgelaufen", .cancelled: "abgebrochen", .inDoubt: "ungewiss",
        ],
        kinds: [
            "one_time_code": "Sicherheitscode", "activation_link": "Aktivierungslink", "key_activated": "Schlüssel aktiviert",
            "address_changed": "Adresse geändert", "canary": "Testmail des Dienstes",
        ],
        verbs: [.retry: "Jetzt versuchen", .hold: "Zurückhalten", .release: "Freigeben", .cancel: "Nachricht abbrechen"],
        verbHints: [
            .retry: "was wartet oder zurückgehalten ist, geht sofort.",
            .hold: "sie bleibt liegen, bis sie freigegeben wird; ihre Lebensdauer läuft weiter.",
            .release: "das Zurückhalten endet: sie geht sofort.", .cancel: "sie endet endgültig. Der Bürger bekommt keine E-Mail davon.",
        ],
        laneWord: "Spur", relayWord: "Relay", domain: "Domain", state: "Zustand", kindWord: "Art", reason: "Grund", message: "Nachricht",
        languageWord: "Sprache", municipality: "Gemeinde", time: "Zeit", act: "Was Sie tun können",
        show: "Anzeigen", any: "alle", undo: "Rückgängig machen", undone: "Das war das Rückgängigmachen.",
        ago: "vor {span}",
        overview: "Übersicht", overviewTitle: "Wie die Warteschlange steht", renewed: "Diese Seite wird alle fünf Sekunden erneuert.",
        stopRenewing: "Das anhalten", still: "Diese Seite steht still.", renewAgain: "Alle fünf Sekunden erneuern",
        ready: Words(title: "Alles läuft", text: "Anfragen werden angenommen, und die Relays sind erreichbar."),
        unready: Words(
            title: "Anfragen können nicht angenommen werden",
            text: "Der Speicher kann nicht schreiben: die Platte ist voll, defekt oder nur lesbar, und solange wird nichts versandt. "
                + "Schaffen Sie Platz oder reparieren Sie sie; der Dienst geht von selbst weiter. Was angenommen war, ist nicht verloren."),
        degraded: "Etwas fehlt",
        relayPaused: Words(
            title: "Relay {relay} ist angehalten.", text: "Andere übernehmen; gibt es keines, wartet die Post. Setzen Sie es unten fort."),
        relayAway: Words(
            title: "Relay {relay} ist weg.",
            text: "{reason} Die Post wartet oder geht zu einem anderen Relay; abgelehnt wird deswegen nichts. Es wird von selbst "
                + "wieder versucht, spätestens nach fünf Minuten."),
        lanePaused: Words(
            title: "Die Spur {lane} ist angehalten.",
            text: "Ihre Post wartet, und die Lebensdauer läuft weiter. Setzen Sie sie unten fort."),
        admissionOldestCode: Words(
            title: "Neue Codes werden abgewiesen.",
            text: "Der älteste wartet zu lange. Sehen Sie nach Relays und Pausen; es endet von selbst, sobald Codes hinausgehen."),
        admissionFreeDisk: Words(
            title: "Neue E-Mails werden abgewiesen.", text: "Die Platte ist fast voll. Schaffen Sie Platz: dann endet es von selbst."),
        admissionMemory: Words(
            title: "Neue E-Mails werden abgewiesen.",
            text: "Der Prozess ist zu groß. Bleibt es so, starten Sie den Dienst neu und melden Sie das Wachstum."),
        canaryMissing: Words(
            title: "Relay {relay} hat seit {span} keine Testmail über die Spur {lane} angenommen.",
            text: "Ist die Spur angehalten oder das Relay weg? Steht nur diese Spur still, starten Sie den Dienst neu und melden Sie es."),
        ownCertificate: Words(
            title: "Das Zertifikat dieser Seite {ends}.",
            text: "Erneuern Sie die Dateien von http.tls und starten Sie neu: sie werden beim Start gelesen."),
        relayCertificate: Words(
            title: "Das Zertifikat von Relay {relay} {ends}.",
            text: "Sagen Sie es dem Betreiber des Relays. Ist es abgelaufen, ist das Relay weg."),
        municipalitiesTrouble: Words(
            title: "E-Mails zeigen vielleicht einen früheren Absender oder Kontakt: {trouble}.",
            text: "Das Register wird von selbst wieder gelesen, bis es gelingt. Sehen Sie nach dem Speicher."),
        signInTrouble: Words(
            title: "Die Anmeldung ist gefährdet: {trouble}.", text: "Sehen Sie nach dem Aussteller. API-Schlüssel gehen trotzdem."),
        hasEnded: "ist am {time} abgelaufen", ends: "läuft am {time} ab",
        lanesTitle: "Spuren", oldest: "Älteste", willExpire: "Läuft bald ab",
        willExpireHint: "Läuft bald ab: endet binnen einer Minute, wenn kein Relay sie nimmt.",
        relaysTitle: "Relays", breaker: "Zustand", connections: "Verbindungen",
        connectionsHint: "Verbindungen: offen / so viele, wie das Relay jetzt verträgt. Testmails: wann es zuletzt eine annahm.",
        inFlight: "Unterwegs", canaries: "Testmails", certificate: "Zertifikat endet",
        breakers: ["closed": "läuft", "open": "weg", "half_open": "wird versucht", "paused": "angehalten"],
        withoutPipelining: "zehn Minuten ohne Pipelining", withoutParameters: "zehn Minuten ohne optionale Parameter",
        domainsTitle: "Angehaltene Domains", noDomains: "Keine Domain ist angehalten.", domainLabel: "Domain, die angehalten wird",
        domainHint: "Wie example.be: genau diese, nicht die darunter.", totalsTitle: "Was aus allen Nachrichten wurde",
        pause: "Anhalten", resume: "Fortsetzen", pausedMark: "angehalten",
        pauseTitle: "Anhalten: {what}", resumeTitle: "Fortsetzen: {what}", isPausedNow: "{what} ist angehalten.",
        isResumedNow: "{what} ist nicht angehalten.",
        pauseMeanings: [
            .lane: "{what}: nichts davon wird versandt, bis Sie fortsetzen, auch nach einem Neustart. Neue E-Mails werden angenommen "
                + "und warten. Die Lebensdauer läuft weiter: Codes laufen nach zehn Minuten ab. Was gerade versandt wird, wird beendet.",
            .relay: "{what}: es bekommt nichts, bis Sie fortsetzen, auch nach einem Neustart. Die anderen Relays übernehmen.",
            .domain: "{what}: Post dorthin wird zurückgehalten, bis Sie fortsetzen, auch nach einem Neustart. Die Lebensdauer läuft "
                + "weiter; was abläuft, wird nicht versandt.",
        ],
        resumeMeanings: [
            .lane: "{what}: was wartet, wird versandt, das zuerst Fällige zuerst.", .relay: "{what}: es nimmt wieder seinen Teil.",
            .domain: "{what}: was dafür zurückgehalten wurde, wartet wieder, fällig wie zuvor.",
        ],
        noRelayLeft: "Kein anderes Relay ist jetzt zu haben: alle Post wird warten.",
        wrongName: "So eine Spur oder so ein Relay gibt es nicht, oder das ist keine Domain einer E-Mail-Adresse, wie example.be. Es "
            + "ist nichts geschehen.",
        messages: "Nachrichten", messagesTitle: "Nachrichten", toMessages: "Zu den Nachrichten",
        listCaption: "Nachrichten, die neuesten zuerst",
        noMessages: "Keine Nachricht passt.", noneHere: "Noch wurde keine gefunden.",
        lookedBack: "Gesucht wurde zurück bis {time}, und dort endet die Suche vorerst; ältere können passen.",
        goOnThere: "Von dort weitersuchen",
        wrongFilter: "Dieser Filter ist nicht zu verstehen, also wird nichts gezeigt. Wählen Sie noch einmal.",
        olderThan: "Älter als", showAll: "Alle anzeigen", older: "Ältere", newest: "Neueste", pages: "Seiten",
        attempts: "Versuche", attempt: "Nr.", issued: "Angefordert", due: "Fällig", expires: "Läuft ab", finished: "Beendet",
        supersededBy: "Ersetzt durch", templateVersion: "Fassung des Textes", facts: "Angaben",
        attemptsTitle: "Versuche, die ältesten zuerst", noAttempts: "Noch wurde kein Relay gefragt.", stage: "Schritt", reply: "Antwort",
        outcome: "Was es bedeutet", rule: "Regel",
        outcomes: [
            "accepted": "angenommen", "deferred": "aufgeschoben", "greylisted": "aufgeschoben (Greylisting)",
            "relay_busy": "Relay weg oder belegt", "relay_misconfigured": "Relay und Konfiguration passen nicht",
            "sender_refused": "Absender abgelehnt", "rejected": "abgelehnt", "in_doubt": "ungewiss", "expired": "abgelaufen",
            "cancelled": "abgebrochen",
        ],
        follows: [
            .queued: "Sie wird am {due} wieder versucht, und vor {last} versandt oder gar nicht.",
            .leased: "Eine Verbindung hat sie. Sehen Sie gleich noch einmal nach.",
            .held: "Sie wartet bis {last} auf einen Menschen; dann läuft sie ab.",
            .accepted: "Das Relay hat die Verantwortung übernommen. Ob sie gelesen wurde, weiß niemand.",
            .rejected: "Das ist endgültig. Der Beauftragte sieht es bei der Aktivierung, der Bürger fordert einen neuen Code an.",
            .bounced: "Das ist endgültig: das Relay hatte sie angenommen, und sie kam zurück.",
            .expired: "Das ist endgültig: zu wenig Lebensdauer blieb. Finden Sie heraus, warum sie wartete.",
            .cancelled: "Das ist endgültig.",
            .inDoubt: "Das ist endgültig. Suchen Sie im Protokoll des Relays die Message-ID, die mit der Kennung dieser Nachricht "
                + "beginnt; steht sie nicht dort, braucht es eine neue.",
        ],
        dueNow: "Sie geht, sobald eine Verbindung frei ist, vor {last} oder gar nicht.",
        heldNow: "Sie ist zurückgehalten.", releasedNow: "Sie ist freigegeben und geht sofort.",
        retriedNow: "Sie geht sofort. Rückgängig zu machen ist nichts: halten Sie sie zurück, wenn sie nicht gehen soll.",
        cancelledNow: "Sie ist abgebrochen. Das lässt sich nicht rückgängig machen.",
        cancelTitle: "Diese Nachricht abbrechen?",
        cancelMeaning: "Sie endet endgültig, ihr Inhalt wird gelöscht, und keine E-Mail geht hinaus. Das lässt sich nicht rückgängig "
            + "machen: wird eine gebraucht, muss eine neue angefordert werden.",
        keep: "Behalten",
        changed: "Es ist nichts geschehen: die Nachricht hat sich geändert, seit Sie hinsahen. So steht sie jetzt; wählen Sie noch einmal.",
        refusedInFlight: "Es ist nichts geschehen: eine Verbindung hat sie in diesem Augenblick. Sehen Sie gleich noch einmal nach.",
        refusedPaused: "Es ist nichts geschehen: sie ist zurückgehalten, weil ihre Domain angehalten ist. Setzen Sie die Domain fort "
            + "oder brechen Sie die Nachricht ab.",
        refusedFinished: "Es ist nichts geschehen: sie ist inzwischen beendet, und das ist endgültig.",
        refusedTooLate: "Es ist nichts geschehen: zu wenig Lebensdauer ist übrig, also läuft sie ab.",
        manyTitle: "Alle, die passen", manyLead: "Sie sehen, wie viele es sind, und einige davon, bevor etwas geschieht.",
        matches: "{count} Nachrichten, die nicht beendet sind, passen.",
        matchesMore: "{count} passen, und es gibt mehr: sie folgen in einem zweiten Gang.",
        nothingMatches: "Keine Nachricht, die nicht beendet ist, passt.", everything: "Kein Filter: jede Nachricht, die nicht beendet ist.",
        sample: "Die neuesten {count} davon", doNothing: "Nichts tun",
        undoLater: "Es lässt sich danach eine Viertelstunde lang rückgängig machen. Was später fällig war, geht beim Freigeben sofort.",
        noUndoCancel: "Das lässt sich nicht rückgängig machen.",
        noUndoRetry: "Rückgängig zu machen ist nichts: sie sind früher fällig als sonst. Halten Sie sie zurück, wenn sie nicht gehen "
            + "sollen.",
        undoOffer: "Für diese {count} lässt es sich eine Viertelstunde lang rückgängig machen.",
        moreNow: "Es ist nichts geschehen: inzwischen sind es mehr, als Sie gesehen haben. Sehen Sie noch einmal hin.",
        fewerNow: "{count} von denen, die Sie sahen, sind inzwischen beendet oder passen nicht mehr. Mit ihnen ist nichts geschehen.",
        became: "Was aus ihnen wurde", moreLeft: "Es passen noch mehr.", goOn: "Weiter mit dem Rest…",
        bulkOutcomes: [
            .done: "getan", .unchanged: "war schon so", .inFlight: "unterwegs: eine Verbindung hat sie",
            .paused: "zurückgehalten, da die Domain angehalten ist",
            .tooLate: "zu wenig Lebensdauer übrig", .alreadyFinished: "inzwischen beendet",
        ])
}
