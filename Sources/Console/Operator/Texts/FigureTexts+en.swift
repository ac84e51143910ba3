extension FigureTexts {
    static let en = FigureTexts(
        section: "Figures", title: "Figures of the last day", none: "Nothing was accepted yet.",
        since: "These figures are kept in memory, one look a minute. They count since {time}; a restart begins anew.",
        asTable: "As a table",
        latencyTitle: "From request to acceptance", latencyLead: "How long it took until a relay accepted the mail, in seconds.",
        latencyTable: "Mails by how long they took", seconds: "Seconds",
        latencyDescription: "{kind}: {count} accepted. Half of them took {half} or less, 99 of 100 took {most} or less.",
        outcomeTitle: "Outcomes per hour", acceptedTitle: "Accepted per hour",
        lostTitle: "Rejected, returned, expired or in doubt per hour",
        outcomeTable: "What ended in each hour", hour: "Hour from",
        outcomeDescription: "{what}: {count}. Hours shown: {hours}.",
        depthTitle: "What waited in the last hours", depthDescription: "Queued, on its way or held, by lane. Now:",
        depthTable: "What waited, by lane", strokes: ["solid", "dashed", "dotted"],
        repliesSection: "Replies", repliesTitle: "What the relays said last",
        repliesLead: "Since the start, in memory: for each relay the last fifty that were no acceptance, and the last ten acceptances. "
            + "Addresses in replies are masked.",
        otherReplies: "Put off, refused or failed", noOtherReplies: "Nothing was put off, refused or failed.", acceptances: "Accepted",
        noAcceptances: "Nothing was accepted yet.",
        templatesSection: "Texts", templatesTitle: "Texts of the mails",
        templatesTable: "Versions by kind and language: each leads to a preview",
        toTemplates: "To the texts", inForce: "In force is version",
        former: "{count} former versions are kept for mails that wait.",
        adviceTitle: "Advice", noAdvice: "There is none.", reloadTitle: "Change them",
        reloadHow: "Change the files on the machine of the service and check them there, then read them again. All of them are taken or "
            + "none, and mails that wait keep theirs.",
        reload: "Read them again", reloaded: "The files were read: version {version} is in force.",
        brokenTitle: "Changed texts were not put in force",
        broken: "They were read on {time} and have faults; those before stay in force. Mend these places, then read them again:",
        brokenNote: "They were read on {time} and have faults; those before stay in force.",
        subject: "Subject", example: "Names, codes and links are examples and open nothing.", asHTML: "As most readers see it",
        asText: "As plain text")
}
