import API
import Mail
import Queue

/// The words of the operator's pages, in one language. Written by hand, shown escaped.
struct OperatorTexts: Sendable {
    typealias Words = ConsoleTexts.Refusal

    let language: Language

    // MARK: Words of all pages
    let lanes: [Lane: String]
    let states: [QueueState: String]
    let kinds: [String: String]
    let verbs: [MessageOperations.Verb: String]
    /// What each act does.
    let verbHints: [MessageOperations.Verb: String]
    let laneWord, relayWord, domain, state, kindWord, reason, message, languageWord, municipality, time, act: String
    let show, any, undo, undone: String
    /// `{span}`
    let ago: String

    // MARK: Overview
    let overview, overviewTitle, renewed, stopRenewing, still, renewAgain: String
    let ready, unready: Words
    let degraded: String
    /// `{relay}`, `{reason}`, `{lane}`, `{span}`, `{ends}`, `{trouble}`
    let relayPaused, relayAway, lanePaused, admissionOldestCode, admissionFreeDisk, admissionMemory, canaryMissing: Words
    let ownCertificate, relayCertificate, municipalitiesTrouble, signInTrouble: Words
    /// `{time}`
    let hasEnded, ends: String
    let lanesTitle, oldest, willExpire, willExpireHint: String
    let relaysTitle, breaker, connections, connectionsHint, inFlight, canaries, certificate: String
    let breakers: [String: String]
    let withoutPipelining, withoutParameters: String
    let domainsTitle, noDomains, domainLabel, domainHint, totalsTitle: String

    // MARK: Pauses
    let pause, resume, pausedMark: String
    /// `{what}`
    let pauseTitle, resumeTitle, isPausedNow, isResumedNow: String
    let pauseMeanings, resumeMeanings: [QueuePause.Subject: String]
    let noRelayLeft, wrongName: String

    // MARK: Messages
    let messages, messagesTitle, toMessages, listCaption, noMessages, noneHere: String
    /// Of a search that was long enough; `{time}`
    let lookedBack, goOnThere: String
    let wrongFilter: String
    let olderThan, showAll, older, newest, pages: String
    let attempts, attempt, issued, due, expires, finished, supersededBy, templateVersion, facts: String
    let attemptsTitle, noAttempts, stage, reply, outcome, rule: String
    /// By what an attempt notes.
    let outcomes: [String: String]
    /// What happens next; `{due}`, `{last}`
    let follows: [QueueState: String]
    let dueNow: String
    let heldNow, releasedNow, retriedNow, cancelledNow: String
    let cancelTitle, cancelMeaning, keep: String
    let changed, refusedInFlight, refusedPaused, refusedFinished, refusedTooLate: String

    // MARK: Many messages
    /// `{count}`
    let manyTitle, manyLead, matches, matchesMore, nothingMatches, everything, sample, doNothing: String
    let undoLater, noUndoCancel, noUndoRetry, undoOffer: String
    let moreNow, fewerNow, became, moreLeft, goOn: String
    let bulkOutcomes: [BulkOutcome: String]

    static func of(_ language: Language) -> OperatorTexts {
        switch language {
        case .nl: nl
        case .fr: fr
        case .en: en
        case .de: de
        }
    }

    func lane(_ lane: Lane) -> String { lanes[lane] ?? lane.rawValue }
    func kind(_ name: String) -> String { kinds[name] ?? name }
    func reasonText(_ reason: Reason) -> String { ReasonTexts.of(language)[reason] }

    /// What is paused, with its kind before its name.
    func name(of pause: QueuePause) -> String {
        switch pause {
        case .lane(let lane): "\(laneWord) \(self.lane(lane))"
        case .relay(let name): "\(relayWord) \(name)"
        case .domain(let name): "\(domain) \(name)"
        }
    }

    func meaning(of pause: QueuePause, isPaused: Bool) -> String {
        (isPaused ? pauseMeanings : resumeMeanings)[pause.subject]?.replacing("{what}", with: name(of: pause)) ?? ""
    }
}
