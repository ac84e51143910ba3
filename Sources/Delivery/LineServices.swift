package import Logging
package import Mail
package import Queue
package import Rendering
package import Submission

/// What the line works with; made once by the executable.
package struct LineServices: Sendable {
    package let store: any QueueStore
    package let seal: any Seal
    package let kinds: KindTable
    /// Builds the transaction of an entry: render, compose, address. Pure, called on connection threads.
    package let render: @Sendable (QueueEntry, QueueContent) throws -> Transaction
    /// By the name of the relay: what its messages are signed with. A relay that is not in it signs by itself, or nobody does.
    package let signers: [String: DKIMSigner]
    package let clock: any TimeSource
    package let random: any RandomSource
    package let logger: Logger
    /// Waits on the cooperative pool; the only way the line's tasks wait for time.
    package let pause: @Sendable (Duration) async throws -> Void
    /// Opens sessions at relays; called on connection threads.
    package let dialer: any RelayDialer

    /// - Parameters:
    ///   - signers: Default: none.
    ///   - dialer: Default: libcurl.
    package init(
        store: any QueueStore, seal: any Seal, kinds: KindTable,
        render: @escaping @Sendable (QueueEntry, QueueContent) throws -> Transaction, signers: [String: DKIMSigner] = [:],
        clock: any TimeSource, random: any RandomSource,
        logger: Logger, pause: @escaping @Sendable (Duration) async throws -> Void, dialer: any RelayDialer = LibcurlDialer()
    ) {
        self.store = store
        self.seal = seal
        self.kinds = kinds
        self.render = render
        self.signers = signers
        self.clock = clock
        self.random = random
        self.logger = logger
        self.pause = pause
        self.dialer = dialer
    }

    /// By kind; what expiry sweeps need.
    var minimumLeft: [String: Duration] { kinds.kinds.mapValues(\.minimumLeft) }
}
