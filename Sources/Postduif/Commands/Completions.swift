import ArgumentParser
import Issuance
import Mail
import Queue

/// Words that a shell offers for a value.
enum Completions {
    static let states = CompletionKind.list(QueueState.allCases.map(\.rawValue))
    static let waitingStates = CompletionKind.list(QueueState.allCases.filter { !$0.isTerminal }.map(\.rawValue))
    /// The canary's too.
    static let messageKinds = CompletionKind.list((KindTable().kinds.keys + [KindTable.canary]).sorted())
    /// Those with templates.
    static let kinds = CompletionKind.list(KindTable().kinds.keys.sorted())
    static let reasons = CompletionKind.list(Reason.allCases.map(\.rawValue).sorted())
    static let lanes = CompletionKind.list(Lane.allCases.map(\.rawValue))
    static let languages = CompletionKind.list(Language.allCases.map(\.rawValue))
    static let bindingLanguages = CompletionKind.list(Language.allCases.filter { $0 != .en }.map(\.rawValue))
    static let roles = CompletionKind.list(Role.allCases.map(\.rawValue))
    static let scopes = CompletionKind.list(APIKey.Scope.ofKeys.map(\.rawValue).sorted())
    static let actions = CompletionKind.list(AuditAction.allCases.map(\.rawValue))
    static let configuration = CompletionKind.file(extensions: ["yaml", "yml"])
    /// Of the configuration that a command without `--config` uses; none where that cannot be read.
    static let relays = CompletionKind.custom { _, _, _ in
        (try? ConfigurationLoading.load(explicit: nil))?.relays.map(\.name) ?? []
    }
}
