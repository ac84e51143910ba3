extension FigureTexts {
    static let de = FigureTexts(
        section: "Zahlen", title: "Zahlen des letzten Tages", none: "Noch wurde nichts angenommen.",
        since: "Diese Zahlen stehen im Speicher, ein Blick je Minute. Sie zählen seit {time}; ein Neustart beginnt von vorn.",
        asTable: "Als Tabelle",
        latencyTitle: "Von der Anfrage zur Annahme", latencyLead: "Wie lange es dauerte, bis ein Relay die E-Mail annahm, in Sekunden.",
        latencyTable: "E-Mails nach ihrer Dauer", seconds: "Sekunden",
        latencyDescription: "{kind}: {count} angenommen. Die Hälfte brauchte {half} oder weniger, 99 von 100 brauchten {most} oder "
            + "weniger.",
        outcomeTitle: "Ergebnisse je Stunde", acceptedTitle: "Angenommen je Stunde",
        lostTitle: "Abgelehnt, zurückgekommen, abgelaufen oder ungewiss je Stunde", outcomeTable: "Was in jeder Stunde endete",
        hour: "Stunde ab",
        outcomeDescription: "{what}: {count}. Stunden im Bild: {hours}.",
        depthTitle: "Was in den letzten Stunden wartete", depthDescription: "Wartend, unterwegs oder zurückgehalten, je Spur. Jetzt:",
        depthTable: "Was wartete, je Spur", strokes: ["durchgezogen", "gestrichelt", "gepunktet"],
        repliesSection: "Antworten", repliesTitle: "Was die Relays zuletzt sagten",
        repliesLead: "Seit dem Start, im Speicher: je Relay die letzten fünfzig, die keine Annahme waren, und die letzten zehn Annahmen. "
            + "Adressen in Antworten sind unkenntlich.",
        otherReplies: "Aufgeschoben, abgelehnt oder gescheitert", noOtherReplies: "Nichts wurde aufgeschoben, abgelehnt oder scheiterte.",
        acceptances: "Angenommen", noAcceptances: "Noch wurde nichts angenommen.",
        templatesSection: "Texte", templatesTitle: "Texte der E-Mails",
        templatesTable: "Fassungen nach Art und Sprache: jede führt zu einer Vorschau", toTemplates: "Zu den Texten",
        inForce: "In Kraft ist Fassung",
        former: "{count} frühere Fassungen werden für wartende E-Mails behalten.",
        adviceTitle: "Ratschläge", noAdvice: "Es gibt keine.", reloadTitle: "Sie ändern",
        reloadHow: "Ändern Sie die Dateien auf der Maschine des Dienstes und prüfen Sie sie dort, dann lesen Sie sie neu. Alle werden "
            + "übernommen oder keine, und wartende E-Mails behalten ihre.",
        reload: "Neu lesen", reloaded: "Die Dateien wurden gelesen: Fassung {version} ist in Kraft.",
        brokenTitle: "Geänderte Texte traten nicht in Kraft",
        broken: "Sie wurden am {time} gelesen und haben Fehler; die früheren bleiben in Kraft. Bessern Sie diese Stellen, dann lesen "
            + "Sie sie neu:",
        brokenNote: "Sie wurden am {time} gelesen und haben Fehler; die früheren bleiben in Kraft.",
        subject: "Betreff", example: "Namen, Codes und Links sind Beispiele und öffnen nichts.", asHTML: "Wie die meisten Leser sie sehen",
        asText: "Als reiner Text")
}
