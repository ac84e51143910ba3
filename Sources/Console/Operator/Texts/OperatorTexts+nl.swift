import API
import Mail
import Queue

extension OperatorTexts {
    static let nl = OperatorTexts(
        language: .nl,
        lanes: [.code: "codes", .link: "links", .notice: "meldingen"],
        states: [
            .queued: "wacht", .leased: "onderweg", .held: "tegengehouden", .accepted: "aanvaard door de relay", .rejected: "geweigerd",
            .bounced: "teruggekomen", .expired: "vervallen", .cancelled: "geannuleerd", .inDoubt: "in twijfel",
        ],
        kinds: [
            "one_time_code": "beveiligingscode", "activation_link": "activatielink", "key_activated": "sleutel geactiveerd",
            "address_changed": "adres gewijzigd", "canary": "testmail van de dienst",
        ],
        verbs: [.retry: "Nu proberen", .hold: "Tegenhouden", .release: "Vrijgeven", .cancel: "Bericht annuleren"],
        verbHints: [
            .retry: "wat wacht of tegengehouden is, gaat meteen.",
            .hold: "het blijft liggen tot het wordt vrijgegeven; de levensduur loopt door.",
            .release: "het tegenhouden stopt: het gaat meteen.", .cancel: "het eindigt voorgoed. De burger krijgt er geen e-mail van.",
        ],
        laneWord: "Strook", relayWord: "Relay", domain: "Domein", state: "Toestand", kindWord: "Soort", reason: "Reden", message: "Bericht",
        languageWord: "Taal", municipality: "Gemeente", time: "Tijd", act: "Wat u kunt doen",
        show: "Tonen", any: "alle", undo: "Ongedaan maken", undone: "Dit was het ongedaan maken.",
        ago: "{span} geleden",
        overview: "Overzicht", overviewTitle: "Hoe de wachtrij ervoor staat", renewed: "Deze pagina wordt elke vijf seconden vernieuwd.",
        stopRenewing: "Daarmee stoppen", still: "Deze pagina staat stil.", renewAgain: "Elke vijf seconden vernieuwen",
        ready: Words(title: "Alles werkt", text: "Aanvragen worden aangenomen en de relays zijn bereikbaar."),
        unready: Words(
            title: "Aanvragen kunnen niet worden aangenomen",
            text: "De opslag kan niet schrijven: de schijf is vol, stuk of alleen-lezen, en intussen wordt niets verstuurd. Maak "
                + "plaats of herstel ze; de dienst gaat vanzelf verder. Wat aangenomen was, gaat niet verloren."),
        degraded: "Er is iets niet beschikbaar",
        relayPaused: Words(
            title: "Relay {relay} is gepauzeerd.", text: "Andere nemen over; is er geen, dan wacht de post. Hervat hem hieronder."),
        relayAway: Words(
            title: "Relay {relay} is weg.",
            text: "{reason} De post wacht of gaat naar een andere relay; geen enkel bericht wordt hierom geweigerd. Hij wordt vanzelf "
                + "opnieuw geprobeerd, ten laatste na vijf minuten."),
        lanePaused: Words(
            title: "De strook {lane} is gepauzeerd.",
            text: "Haar post wacht en de levensduur loopt door. Hervat ze hieronder."),
        admissionOldestCode: Words(
            title: "Nieuwe codes worden geweigerd.",
            text: "De oudste code wacht te lang. Kijk naar relays en pauzes; het houdt vanzelf op zodra er codes vertrekken."),
        admissionFreeDisk: Words(
            title: "Nieuwe e-mails worden geweigerd.", text: "De schijf is bijna vol. Maak plaats: dan houdt het vanzelf op."),
        admissionMemory: Words(
            title: "Nieuwe e-mails worden geweigerd.", text: "Het proces is te groot. Blijft dat zo, herstart de dienst en meld de groei."),
        canaryMissing: Words(
            title: "Relay {relay} aanvaardde al {span} geen testmail door de strook {lane}.",
            text: "Is de strook gepauzeerd of de relay weg? Staat alleen deze strook stil, herstart de dienst en meld het."),
        ownCertificate: Words(
            title: "Het certificaat van deze site {ends}.",
            text: "Vernieuw de bestanden van http.tls en herstart: ze worden bij de start gelezen."),
        relayCertificate: Words(
            title: "Het certificaat van relay {relay} {ends}.", text: "Meld het aan de beheerder van de relay. Daarna is de relay weg."),
        municipalitiesTrouble: Words(
            title: "Mails tonen misschien een vroegere afzender of contactgegevens: {trouble}.",
            text: "Het register wordt vanzelf opnieuw gelezen tot het lukt. Kijk naar de opslag."),
        signInTrouble: Words(title: "Het aanmelden is in gevaar: {trouble}.", text: "Kijk naar de uitgever. API-sleutels werken gewoon."),
        hasEnded: "is verlopen op {time}", ends: "verloopt op {time}",
        lanesTitle: "Stroken", oldest: "Oudste", willExpire: "Vervalt weldra",
        willExpireHint: "Vervalt weldra: eindigt binnen een minuut, tenzij een relay het aanneemt.",
        relaysTitle: "Relays", breaker: "Toestand", connections: "Verbindingen",
        connectionsHint: "Verbindingen: open / zoveel als de relay nu verdraagt. Testmails: wanneer hij er het laatst een aanvaardde.",
        inFlight: "Onderweg", canaries: "Testmails", certificate: "Certificaat verloopt",
        breakers: ["closed": "werkt", "open": "weg", "half_open": "wordt geprobeerd", "paused": "gepauzeerd"],
        withoutPipelining: "tien minuten zonder pipelining", withoutParameters: "tien minuten zonder optionele parameters",
        domainsTitle: "Gepauzeerde domeinen", noDomains: "Geen enkel domein is gepauzeerd.", domainLabel: "Te pauzeren domein",
        domainHint: "Zoals example.be: precies dat, niet wat eronder ligt.", totalsTitle: "Wat er van alle berichten werd",
        pause: "Pauzeren", resume: "Hervatten", pausedMark: "gepauzeerd",
        pauseTitle: "Pauzeren: {what}", resumeTitle: "Hervatten: {what}", isPausedNow: "{what} is gepauzeerd.",
        isResumedNow: "{what} is niet gepauzeerd.",
        pauseMeanings: [
            .lane: "{what}: niets ervan wordt verstuurd tot u hervat, ook na een herstart. Nieuwe e-mails worden aangenomen en wachten. De "
                + "levensduur loopt door: codes vervallen na tien minuten. Wat nu verstuurd wordt, wordt afgewerkt.",
            .relay: "{what}: hij krijgt niets tot u hervat, ook na een herstart. De andere relays nemen over.",
            .domain: "{what}: post ernaar wordt tegengehouden tot u hervat, ook na een herstart. De levensduur loopt door; wat "
                + "vervalt, wordt niet verstuurd.",
        ],
        resumeMeanings: [
            .lane: "{what}: wat wacht wordt verstuurd, wat het eerst aan de beurt was eerst.", .relay: "{what}: hij neemt weer zijn deel.",
            .domain: "{what}: wat ervoor werd tegengehouden, wacht weer zoals voordien.",
        ],
        noRelayLeft: "Er is nu geen andere relay: alle post zal wachten.",
        wrongName: "Zo'n strook of relay is er niet, of dit is geen domein van een e-mailadres, zoals example.be. Er is niets gebeurd.",
        messages: "Berichten", messagesTitle: "Berichten", toMessages: "Naar de berichten", listCaption: "Berichten, de nieuwste eerst",
        noMessages: "Geen enkel bericht voldoet.", noneHere: "Er is er nog geen gevonden.",
        lookedBack: "Er is teruggezocht tot {time}, en daar stopt het voorlopig; oudere kunnen voldoen.",
        goOnThere: "Van daar verder zoeken",
        wrongFilter: "Deze filter is niet te begrijpen; er wordt dus niets getoond. Kies opnieuw.",
        olderThan: "Ouder dan", showAll: "Alles tonen", older: "Oudere", newest: "Nieuwste", pages: "Pagina's",
        attempts: "Pogingen", attempt: "Nr.", issued: "Aangevraagd", due: "Aan de beurt", expires: "Vervalt", finished: "Geëindigd",
        supersededBy: "Vervangen door", templateVersion: "Versie van de tekst", facts: "Gegevens",
        attemptsTitle: "Pogingen, de oudste eerst", noAttempts: "Er is nog geen relay gevraagd.", stage: "Stap", reply: "Antwoord",
        outcome: "Wat het betekent", rule: "Regel",
        outcomes: [
            "accepted": "aanvaard", "deferred": "uitgesteld", "greylisted": "uitgesteld (greylisting)", "relay_busy": "relay weg of bezet",
            "relay_misconfigured": "relay en configuratie passen niet", "sender_refused": "afzender geweigerd", "rejected": "geweigerd",
            "in_doubt": "in twijfel", "expired": "vervallen", "cancelled": "geannuleerd",
        ],
        follows: [
            .queued: "Het wordt opnieuw geprobeerd op {due}, en verstuurd vóór {last} of helemaal niet.",
            .leased: "Een verbinding heeft het. Kijk zo dadelijk opnieuw.",
            .held: "Het wacht op een mens tot {last}; daarna vervalt het.",
            .accepted: "De relay nam de verantwoordelijkheid over. Of het gelezen is, weet niemand.",
            .rejected: "Dit is definitief. De officier ziet het bij de activatie, de burger vraagt een nieuwe code.",
            .bounced: "Dit is definitief: de relay had het aanvaard en het kwam terug.",
            .expired: "Dit is definitief: er bleef te weinig levensduur over. Zoek uit waarom het wachtte.",
            .cancelled: "Dit is definitief.",
            .inDoubt: "Dit is definitief. Zoek in het logboek van de relay naar de Message-ID, die met het id van dit bericht begint; "
                + "staat die er niet, dan is er een nieuw nodig.",
        ],
        dueNow: "Het gaat zodra een verbinding vrij is, vóór {last} of helemaal niet.",
        heldNow: "Het is tegengehouden.", releasedNow: "Het is vrijgegeven en gaat meteen.",
        retriedNow: "Het gaat meteen. Er is niets ongedaan te maken: houd het tegen als het niet weg mag.",
        cancelledNow: "Het is geannuleerd. Dit kan niet ongedaan worden gemaakt.",
        cancelTitle: "Dit bericht annuleren?",
        cancelMeaning: "Het eindigt voorgoed, de inhoud wordt gewist en er vertrekt geen e-mail. Dit kan niet ongedaan worden gemaakt: is "
            + "er een nodig, dan moet een nieuwe worden gevraagd.",
        keep: "Behouden",
        changed: "Er is niets gebeurd: het bericht is veranderd sinds u keek. Zo staat het er nu voor; kies opnieuw.",
        refusedInFlight: "Er is niets gebeurd: een verbinding heeft het op dit moment. Kijk zo dadelijk opnieuw.",
        refusedPaused: "Er is niets gebeurd: het wordt tegengehouden omdat zijn domein gepauzeerd is. Hervat het domein of annuleer "
            + "het bericht.",
        refusedFinished: "Er is niets gebeurd: het is intussen geëindigd, en dat is definitief.",
        refusedTooLate: "Er is niets gebeurd: er is te weinig levensduur over, dus vervalt het.",
        manyTitle: "Alles wat voldoet", manyLead: "U ziet hoeveel het er zijn, en enkele ervan, voor er iets gebeurt.",
        matches: "{count} berichten die niet geëindigd zijn, voldoen.",
        matchesMore: "{count} voldoen, en er zijn er meer: die volgen in een tweede keer.",
        nothingMatches: "Geen enkel bericht dat niet geëindigd is, voldoet.", everything: "Geen filter: elk bericht dat niet geëindigd is.",
        sample: "De nieuwste {count} ervan", doNothing: "Niets doen",
        undoLater: "Het kan daarna een kwartier lang ongedaan worden gemaakt. Wat later aan de beurt was, gaat bij het vrijgeven meteen.",
        noUndoCancel: "Dit kan niet ongedaan worden gemaakt.",
        noUndoRetry: "Er is niets ongedaan te maken: ze zijn vroeger aan de beurt dan anders. Houd ze tegen als ze niet weg mogen.",
        undoOffer: "Voor deze {count} kan het een kwartier lang ongedaan worden gemaakt.",
        moreNow: "Er is niets gebeurd: intussen zijn het er meer dan u zag. Kijk opnieuw.",
        fewerNow: "{count} van wat u zag, eindigden intussen of voldoen niet meer. Daar is niets mee gebeurd.",
        became: "Wat ervan werd", moreLeft: "Er voldoen er nog meer.", goOn: "Verder met de rest…",
        bulkOutcomes: [
            .done: "gedaan", .unchanged: "was al zo", .inFlight: "onderweg: een verbinding heeft het",
            .paused: "tegengehouden, want het domein is gepauzeerd",
            .tooLate: "te weinig levensduur over", .alreadyFinished: "intussen geëindigd",
        ])
}
