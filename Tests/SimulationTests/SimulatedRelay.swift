import Mail
import Submission
import TestKit

/// A relay over all its connections: what it offers, its mood, and whom it knows.
final class SimulatedRelay: @unchecked Sendable {
    // @unchecked: used by the fiber or the scheduler that runs.
    enum Fate {
        case accepted, refused
        /// Never answered; the connection breaks.
        case lost(accepted: Bool)
        /// Accepted, and something that is no reply is said.
        case garbled
    }

    let configuration: RelayConfiguration
    let ehlo: [String]
    var mood = Mood.well
    private let chance: Chance
    private var known: [String: Duration] = [:]

    init(_ configuration: RelayConfiguration, ehlo: [String], chance: Chance) {
        self.configuration = configuration
        self.ehlo = ehlo
        self.chance = chance
    }

    /// What of its offer is used by a connection.
    func capabilities(pipelining: Bool, parameters: Bool) -> RelayCapabilities {
        RelayCapabilities(ehloLines: (["relay.example.be"] + ehlo).map { Array($0.utf8) })
            .used(by: configuration, pipelining: pipelining, parameters: parameters)
    }

    /// How long an answer takes.
    var latency: Duration {
        switch mood {
        case .slow: chance.once(in: 6) ? chance.milliseconds(5_000...75_000) : chance.milliseconds(300...4_000)
        default: chance.milliseconds(1...40)
        }
    }

    /// Whether the connection breaks now.
    var breaks: Bool { mood == .away || (mood == .moody && chance.once(in: 30)) }

    func greeting() -> SubmissionResult? {
        switch mood {
        case .away: .fault(chance.once(in: 3) ? .timedOut : .connectFailed, at: .connect)
        case .busy: Self.reply("421", "4.3.2 come back later").map { .reply($0, at: .greeting) }
        case .moody where chance.once(in: 20): .fault(.connectionLost, at: .ehlo)
        default: nil
        }
    }

    func answerToMail(hasParameters: Bool) -> String {
        switch mood {
        case .busy: "421 4.3.2 closing"
        case .refusing: "550 5.7.1 sender blocked"
        case .moody where chance.once(in: 20): chance.pick(["451 4.3.0 later", "421 4.3.2 enough", "550 5.1.8 no such sender"])
        case .moody where hasParameters && chance.once(in: 15): "555 5.5.4 parameter not known"
        default: "250 2.1.0 ok"
        }
    }

    func answerToRecipient(_ recipient: String, now: Duration) -> String {
        // RFC 6647: who comes back after a minute is known.
        if mood == .greylisting {
            let first = known[recipient, default: now]
            known[recipient] = first
            if now - first < .seconds(60) { return "450 4.7.1 greylisted" }
        }
        if recipient.hasSuffix("@gone.example") { return "550 5.1.1 no such user" }
        guard mood == .moody, chance.once(in: 10) else { return "250 2.1.5 ok" }
        return chance.pick(["450 4.2.1 mailbox busy", "452 4.2.2 mailbox full", "421 4.7.0 too many", "554 5.7.1 relay access denied"])
    }

    func answerToData(isRefused: Bool) -> String {
        if isRefused { return chance.once(in: 4) ? "354 go on" : "503 5.5.1 no recipient" }
        guard mood == .moody, chance.once(in: 20) else { return "354 go on" }
        return chance.pick(["451 4.3.0 later", "554 5.5.1 no", "250 2.0.0 what"])
    }

    /// What becomes of a whole message, and what is said to it.
    func fate() -> (Fate, String) {
        switch mood {
        case .losing: return (.lost(accepted: chance.once(in: 2)), "")
        case .moody where chance.once(in: 5):
            switch chance.below(4) {
            case 0: return (.lost(accepted: chance.once(in: 2)), "")
            case 1: return (.garbled, chance.pick(["hello", "999 what", "25"]))
            default:
                let said = chance.pick(["451 4.3.0 later", "452 4.3.1 full", "554 5.6.0 no", "421 4.3.2 closing", "552 5.2.2 full"])
                return (.refused, said)
            }
        default: return (.accepted, "250 2.0.0 queued")
        }
    }

    private static func reply(_ code: String, _ text: String) -> Reply? {
        Int(code).flatMap { ReplyCode($0) }.map { Reply(code: $0, lines: [Array(text.utf8)]) }
    }
}
