import API
import Mail
import Queue

extension OperatorTexts {
    static let en = OperatorTexts(
        language: .en,
        lanes: [.code: "codes", .link: "links", .notice: "notices"],
        states: [
            .queued: "waits", .leased: "on its way", .held: "held", .accepted: "accepted by the relay", .rejected: "rejected",
            .bounced: "returned", .expired: "expired", .cancelled: "cancelled", .inDoubt: "in doubt",
        ],
        kinds: [
            "one_time_code": "one-time code", "activation_link": "activation link", "key_activated": "key activated",
            "address_changed": "address changed", "canary": "test mail of the service",
        ],
        verbs: [.retry: "Try now", .hold: "Hold", .release: "Release", .cancel: "Cancel the message"],
        verbHints: [
            .retry: "makes what waits or is held due at once.", .hold: "keeps it back until it is released; its life goes on.",
            .release: "ends the hold: it is due at once.", .cancel: "ends it for good. The citizen gets no mail from it.",
        ],
        laneWord: "Lane", relayWord: "Relay", domain: "Domain", state: "State", kindWord: "Kind", reason: "Reason", message: "Message",
        languageWord: "Language", municipality: "Municipality", time: "Time", act: "What can be done",
        show: "Show", any: "any", undo: "Undo", undone: "This was an undoing.",
        ago: "{span} ago",
        overview: "Overview", overviewTitle: "How the queue stands", renewed: "This page is renewed every five seconds.",
        stopRenewing: "Stop that", still: "This page stands still.", renewAgain: "Renew it every five seconds",
        ready: Words(title: "Everything works", text: "Requests are taken, and the relays are to be had."),
        unready: Words(
            title: "Requests cannot be taken",
            text: "The store cannot write: the disk is full, broken or read-only, and nothing is submitted meanwhile. Free space or "
                + "repair it; the service goes on by itself. What was accepted is not lost."),
        degraded: "Something is away",
        relayPaused: Words(title: "Relay {relay} is paused.", text: "Others take over; where there is none, mail waits. Resume it below."),
        relayAway: Words(
            title: "Relay {relay} is away.",
            text: "{reason} Mail waits or goes to another relay; none is rejected for it. It is tried again by itself, at the latest "
                + "after five minutes."),
        lanePaused: Words(title: "The lane {lane} is paused.", text: "Its mail waits, and its lives go on. Resume it below."),
        admissionOldestCode: Words(
            title: "New codes are refused.",
            text: "The oldest code waits for too long. Look at relays and pauses; it ends by itself once codes go out."),
        admissionFreeDisk: Words(title: "New mails are refused.", text: "The disk is nearly full. Free space: it ends by itself."),
        admissionMemory: Words(
            title: "New mails are refused.",
            text: "The process is too large. Where it stays so, restart the service and report the growth."),
        canaryMissing: Words(
            title: "Relay {relay} has accepted no test mail through the lane {lane} for {span}.",
            text: "Is the lane paused, or the relay away? Where only this lane stands still, restart the service and report it."),
        ownCertificate: Words(
            title: "The certificate of this site {ends}.", text: "Renew the files of http.tls, then restart: they are read at the start."),
        relayCertificate: Words(
            title: "The certificate of relay {relay} {ends}.", text: "Tell the relay's operator. Once it has ended the relay is away."),
        municipalitiesTrouble: Words(
            title: "Mails may show a former sender or contact: {trouble}.",
            text: "The register is read again by itself until that succeeds. Look at the store."),
        signInTrouble: Words(title: "Signing in is in danger: {trouble}.", text: "Look at the issuer. API keys work all the same."),
        hasEnded: "has ended on {time}", ends: "ends on {time}",
        lanesTitle: "Lanes", oldest: "Oldest", willExpire: "Will expire",
        willExpireHint: "Will expire: ends within a minute unless a relay takes it.",
        relaysTitle: "Relays", breaker: "State", connections: "Connections",
        connectionsHint: "Connections: open / as many as the relay bears now. Test mails: when it last accepted one.",
        inFlight: "In flight",
        canaries: "Test mails", certificate: "Certificate ends",
        breakers: ["closed": "works", "open": "away", "half_open": "is tried", "paused": "paused"],
        withoutPipelining: "without pipelining for ten minutes", withoutParameters: "without optional parameters for ten minutes",
        domainsTitle: "Paused domains", noDomains: "No domain is paused.", domainLabel: "Domain to pause",
        domainHint: "Such as example.be: exactly that one, not those below it.", totalsTitle: "What became of all messages",
        pause: "Pause", resume: "Resume", pausedMark: "paused",
        pauseTitle: "Pause: {what}", resumeTitle: "Resume: {what}", isPausedNow: "{what} is paused.", isResumedNow: "{what} is not paused.",
        pauseMeanings: [
            .lane: "{what}: nothing of it is submitted until it is resumed, also after a restart. New mails are taken and wait. Lives "
                + "go on: codes expire after ten minutes. What is submitted at this moment is finished.",
            .relay: "{what}: it gets nothing until it is resumed, also after a restart. The other relays take over.",
            .domain: "{what}: mail to it is held until it is resumed, also after a restart. Lives go on, and what expires is not sent.",
        ],
        resumeMeanings: [
            .lane: "{what}: what waits is submitted, oldest due first.", .relay: "{what}: it takes its share again.",
            .domain: "{what}: what was held for it waits again, due as before.",
        ],
        noRelayLeft: "No other relay is to be had now: all mail will wait.",
        wrongName: "There is no such lane or relay, or this is no domain of an e-mail address, such as example.be. Nothing was done.",
        messages: "Messages", messagesTitle: "Messages", toMessages: "To the messages", listCaption: "Messages, newest first",
        noMessages: "No message matches.", noneHere: "None was found yet.",
        lookedBack: "The search has looked as far back as {time}, and stops there for now; older ones may match.",
        goOnThere: "Go on from there",
        wrongFilter: "This filter is not understood, so nothing is shown. Choose again.",
        olderThan: "Older than", showAll: "Show all", older: "Older ones", newest: "Newest ones", pages: "Pages",
        attempts: "Attempts", attempt: "No.", issued: "Issued", due: "Due", expires: "Expires", finished: "Finished",
        supersededBy: "Replaced by", templateVersion: "Version of the text", facts: "Facts",
        attemptsTitle: "Attempts, oldest first",
        noAttempts: "No relay was asked yet.", stage: "Stage", reply: "Reply", outcome: "What it means",
        rule: "Rule",
        outcomes: [
            "accepted": "accepted", "deferred": "put off", "greylisted": "put off (greylisting)", "relay_busy": "relay away or busy",
            "relay_misconfigured": "relay and configuration do not fit", "sender_refused": "sender refused", "rejected": "rejected",
            "in_doubt": "in doubt", "expired": "expired", "cancelled": "cancelled",
        ],
        follows: [
            .queued: "It is tried again on {due}, and submitted before {last} or not at all.",
            .leased: "A connection has it. Look again in a moment.",
            .held: "It waits for a person until {last}; then it expires.",
            .accepted: "The relay took responsibility for it. Whether it was read nobody can tell.",
            .rejected: "This is final. The officer sees it at the activation, the citizen asks for a new code.",
            .bounced: "This is final: the relay had accepted it, and it came back.",
            .expired: "This is final: too little of its life was left. Find out why it waited.",
            .cancelled: "This is final.",
            .inDoubt: "This is final. Ask the relay's log for the Message-ID, which begins with this message's id; where it is not "
                + "there, a new one is needed.",
        ],
        dueNow: "It goes as soon as a connection is free, before {last} or not at all.",
        heldNow: "It is held.", releasedNow: "It is released and due at once.",
        retriedNow: "It is due at once. This needs no undoing: hold it if it is not to go.",
        cancelledNow: "It is cancelled. This cannot be undone.",
        cancelTitle: "Cancel this message?",
        cancelMeaning: "It ends for good, its content is wiped, and no mail goes out. This cannot be undone: where one is needed, a "
            + "new one has to be asked for.",
        keep: "Keep it",
        changed: "Nothing was done: the message has changed since you looked. This is how it stands now; choose again.",
        refusedInFlight: "Nothing was done: a connection has it at this moment. Look again shortly.",
        refusedPaused: "Nothing was done: it is held since its domain is paused. Resume the domain, or cancel the message.",
        refusedFinished: "Nothing was done: it has ended meanwhile, and that is final.",
        refusedTooLate: "Nothing was done: too little of its life is left, so it expires.",
        manyTitle: "All that match", manyLead: "You see how many there are, and some of them, before anything is done.",
        matches: "{count} messages match that have not ended.",
        matchesMore: "{count} match, and there are more: they follow in a second go.",
        nothingMatches: "No message that has not ended matches.", everything: "No filter: every message that has not ended.",
        sample: "The newest {count} of them", doNothing: "Do nothing",
        undoLater: "It can be undone afterwards, for a quarter of an hour. What was due later is due at once when it is released.",
        noUndoCancel: "This cannot be undone.",
        noUndoRetry: "There is nothing to undo: they are due earlier than they would have been. Hold them if they are not to go.",
        undoOffer: "It can be undone for these {count}, for a quarter of an hour.",
        moreNow: "Nothing was done: meanwhile there are more than you have seen. Look again.",
        fewerNow: "{count} of those you saw ended meanwhile, or do not match any more. Nothing was done to them.",
        became: "What became of them", moreLeft: "There are more that match.", goOn: "Go on with the rest…",
        bulkOutcomes: [
            .done: "done", .unchanged: "was so already", .inFlight: "on its way: a connection has it",
            .paused: "held, as its domain is paused",
            .tooLate: "too little of its life is left", .alreadyFinished: "ended meanwhile",
        ])
}
