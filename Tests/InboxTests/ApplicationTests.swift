import Inbox
import Logging
import ServiceLifecycle
import TestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct ApplicationTests {
    private static let silent = Logger(label: "inbox", factory: { _ in SwiftLogNoOpLogHandler() })

    @Test func `both servers run as one service and end with it`() async throws {
        let store = InboxStore(clock: ManualClock())
        let (ports, found) = AsyncStream<InboxApplication.Ports>.makeStream()
        let application = InboxApplication(
            smtp: ServerOptions(), httpPort: 0, store: store, logger: Self.silent
        ) { found.yield($0) }
        let group = ServiceGroup(configuration: .init(services: [application], logger: Self.silent))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let taken = try #require(await iterator.next())
            #expect(taken.smtp > 0 && taken.http > 0 && taken.smtp != taken.http)
            try await SMTPClient.talk(to: taken.smtp) { client async throws in
                #expect(try await client.say("EHLO c\r\n" + transaction, replies: 6) == [220, 250, 250, 250, 354, 250])
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        #expect(store.count == 1)
    }

    @Test func `a taken page port is named`() async throws {
        let store = InboxStore(clock: ManualClock())
        let other = try await InboxServer.start(ServerOptions(), store: store)
        let application = InboxApplication(
            smtp: ServerOptions(), httpPort: other.port, store: store, logger: Self.silent)
        await #expect { try await application.run() } throws: { "\($0)".hasPrefix("Cannot listen on 127.0.0.1:\(other.port)") }
        await other.stop()
    }
}
