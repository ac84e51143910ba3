import Testing

/// A benchmark nobody runs for a while stops to compare the same work without a word.
@Suite("Benchmark of rendering")
struct RenderBenchmarkTests {
    @Test("engine and library make the same page of the templates")
    func samePage() async throws {
        let result = try await Command.run(
            [ServiceProcess.root + "/.build/debug/postduif-bench", "render", "--count", "1", "--rounds", "1"],
            directory: ServiceProcess.root)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("RESULT octets="))
    }
}
