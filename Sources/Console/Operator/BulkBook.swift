import API
import Issuance
import Mail
import Synchronization

/// What operators did with many messages in the last minutes, so that they can read what became of them, and undo it.
final class BulkBook: Sendable {
    /// One act.
    struct Entry: Sendable {
        let action: MessageOperations.Verb
        let choice: MessageChoice
        /// How many the preview had counted; `nil` for an undoing.
        let counted: Int?
        let result: BulkResult
        let principal: Principal
        fileprivate let until: Duration
        /// Nobody undoes twice.
        var isUndone = false
    }

    private static let life: Duration = .seconds(900)
    private static let entries = 64

    private let clock: any TimeSource
    private let random: any RandomSource
    private let kept = Mutex<[String: Entry]>([:])

    init(clock: any TimeSource, random: any RandomSource) {
        self.clock = clock
        self.random = random
    }

    /// Keeps an act. The oldest makes room.
    ///
    /// - Returns: Its name, which only its reader knows.
    func enter(
        _ action: MessageOperations.Verb, _ choice: MessageChoice, counted: Int?, _ result: BulkResult, by principal: Principal
    ) -> String {
        let (name, now) = (String(decoding: Base64URL.encode(random.bytes(16)), as: UTF8.self), clock.monotonic)
        kept.withLock { kept in
            kept = kept.filter { $0.value.until > now }
            if kept.count >= Self.entries, let oldest = kept.min(by: { $0.value.until < $1.value.until }) { kept[oldest.key] = nil }
            kept[name] = Entry(
                action: action, choice: choice, counted: counted, result: result, principal: principal, until: now + Self.life)
        }
        return name
    }

    /// An act of this person; `nil` when there is none, or it is too long ago.
    func entry(_ name: String, of principal: Principal) -> Entry? {
        let now = clock.monotonic
        return kept.withLock { kept in kept[name].flatMap { $0.until > now && $0.principal == principal ? $0 : nil } }
    }

    /// The same, for its undoing; `nil` a second time.
    func takeForUndoing(_ name: String, of principal: Principal) -> Entry? {
        guard let entry = entry(name, of: principal), entry.action.inverse != nil else { return nil }
        return kept.withLock { kept in
            guard kept[name]?.isUndone == false else { return nil }
            kept[name]?.isUndone = true
            return entry
        }
    }
}

extension MessageOperations.Verb {
    /// What undoes it: a hold and a release each other; `nil`: nothing does.
    var inverse: MessageOperations.Verb? {
        switch self {
        case .hold: .release
        case .release: .hold
        case .retry, .cancel: nil
        }
    }
}
