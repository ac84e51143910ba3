import Inbox
import Mail
import Queue
import Testing

/// One cell of the matrix whose fault meets one message, and what is to come of that message.
struct MessageFault: Sendable, CustomTestStringConvertible {
    /// What the first attempt comes to, and the whole story in the end.
    enum End: Hashable, Sendable {
        /// Accepted as if nothing had been.
        case accepted
        /// Final, or held, with this reason.
        case settled(QueueState, Reason)
        /// Tried again after two seconds or so; the attempt counts.
        case deferred(Reason)
        /// Tried again after two seconds or so; the attempt does not count, since the message has done nothing wrong.
        case notCounted(Reason)
        /// Tried once more after ten seconds or so. `copies`: how often the relay has it in the end, two where it took the first.
        case inDoubt(copies: Int)
    }

    let name: String
    let rule: ScriptRule
    let localPart: String
    /// Whether the fault names its victim; else it meets whoever comes first.
    let isNamed: Bool
    let end: End

    var testDescription: String { name }

    /// At the victim's recipient; at MAIL, which does not name one, for whoever comes first.
    init(_ stage: ScriptStage, _ fault: String, _ step: ScriptStep, _ end: End) {
        isNamed = stage != .mail
        name = "\(stage.rawValue): \(fault)"
        rule = ScriptRule(
            at: stage, isNamed ? .every : .nth(1), recipient: isNamed ? ScenarioMessage.address(ScenarioMessage.victim) : nil, do: step)
        localPart = ScenarioMessage.victim
        self.end = end
    }

    /// In the middle of a message that the buffers do not hold.
    init(large fault: String, _ step: ScriptStep, _ end: End) {
        name = "body of 6 MiB: \(fault)"
        rule = ScriptRule(at: .body, recipient: ScenarioMessage.address(ScenarioMessage.largeVictim), do: step)
        localPart = ScenarioMessage.largeVictim
        isNamed = true
        self.end = end
    }

    /// How long after the attempt the next one is due, for a code's first attempt (`RetrySchedule`); `nil` when there is none.
    var wait: ClosedRange<Duration>? {
        switch end {
        case .accepted, .settled: nil
        case .deferred, .notCounted: .milliseconds(1_600)...(.milliseconds(2_500))
        case .inDoubt: .seconds(8)...(.milliseconds(12_500))
        }
    }

    /// Whether the fault is silence after the dot: the only one whose deadline is long.
    var isSilentAfterDot: Bool {
        guard rule.stage == .finalDot || rule.stage == .body else { return false }
        switch rule.step {
        case .hang, .slow: return true
        default: return false
        }
    }
}
