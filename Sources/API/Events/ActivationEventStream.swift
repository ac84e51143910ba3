import Hummingbird
import Issuance
import Mail
import Queue

/// One client that follows one activation: the present state, then each change, until nothing can change, the caller may not see it any
/// more, the longest time is over, or the task is cancelled, as when the client has gone or the service stops.
///
/// It waits for the store to tell of a change, and for the next moment at which time alone changes something; it never asks in turn.
struct ActivationEventStream: Sendable {
    let id: ActivationID
    let issuer: Issuer
    let streams: EventStreams
    let clock: any TimeSource
    /// Whose stream it is, as things are now.
    let caller: @Sendable () async throws -> Caller
    let place: EventStreamPlace

    /// How long a client waits before it asks again.
    private static let retryMilliseconds = 2_000

    /// What the loop is about to do.
    private enum Step { case look, beat, end }

    /// Writes until it is over.
    func run(_ events: ActivationEvents, to writer: inout any ResponseBodyWriter) async throws {
        var events = events
        let watch = streams.changes.watch()
        defer { streams.changes.end(watch) }
        let end = clock.monotonic + streams.bounds.longest
        try await write(ServerSentEvent.retry(milliseconds: Self.retryMilliseconds), to: &writer)
        var message: QueueID?
        while !Task.isCancelled {
            // Before it is read: what falls due meanwhile is looked at again.
            let now = clock.now
            guard let view = await look(watch, following: &message) else { return }
            let blocks = events.blocks(for: view)
            if !blocks.isEmpty { try await write(blocks, to: &writer) }
            if ActivationEvents.isOver(view, at: now) { return }
            let change = ActivationEvents.nextChange(of: view.activation, after: now)
            var step = await nextStep(watch, change: change, end: end)
            while step == .beat {
                guard let caller = try? await caller(), caller.mayActFor(view.activation.municipality) else { return }
                try await write(ServerSentEvent.comment, to: &writer)
                step = await nextStep(watch, change: change, end: end)
            }
            if step == .end { return }
        }
    }

    /// The present state, once its changes are followed; `nil` when the caller may not see it, or the store cannot tell.
    private func look(_ watch: ChangeWatch, following message: inout QueueID?) async -> ActivationView? {
        guard let caller = try? await caller() else { return nil }
        if message == nil { watch.follow([ChangeSubject(id)]) }
        while let view = try? await issuer.activation(id, for: caller) {
            if message == view.activation.message { return view }
            // Another mail than before: read again, for it may have changed before it was followed.
            message = view.activation.message
            watch.follow([ChangeSubject(id), ChangeSubject(view.activation.message)])
        }
        return nil
    }

    /// Waits for what comes first: a change that the store tells of, the moment of one by time alone, the next sign of life, the end.
    private func nextStep(_ watch: ChangeWatch, change: Instant?, end: Duration) async -> Step {
        let beat = clock.monotonic + streams.bounds.heartbeat
        while !Task.isCancelled {
            var limit = min(beat, end) - clock.monotonic
            if let change { limit = min(limit, change - clock.now) }
            await watch.wait(within: limit, pause: streams.pause)
            if Task.isCancelled || clock.monotonic >= end { return .end }
            if watch.takeRing() { return .look }
            if let change, clock.now >= change { return .look }
            if clock.monotonic >= beat { return .beat }
        }
        return .end
    }

    private func write(_ bytes: [UInt8], to writer: inout any ResponseBodyWriter) async throws {
        try await writer.write(ByteBuffer(bytes: bytes))
    }
}
