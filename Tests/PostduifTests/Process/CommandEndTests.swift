import Foundation
import Testing

@Suite("Commands that tests run")
struct CommandEndTests {
    @Test("one ends with the task that waits for it")
    func cancelled() async throws {
        let run = Task { try await Command.run(["sleep", "20"]) }
        run.cancel()
        #expect(try await run.value.status == SIGTERM)
    }
}
