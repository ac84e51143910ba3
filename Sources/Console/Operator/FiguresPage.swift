import API
import HTTPTypes
import Hummingbird
import Mail
import Queue

/// Latencies, outcomes and depths as charts, each with the same figures as a table.
struct FiguresPage: Sendable {
    static let path = "/console/figures"

    let shell: ConsoleShell

    var routes: [Route] { [shell.get(Self.path, show)] }

    @Sendable private func show(_ call: ConsoleCall) async throws -> Response {
        _ = try call.queueCaller(.get, "/v1/queue")
        let services = shell.services.operation
        let reading = FigureReading(services.figures.samples, now: try await services.look())
        let view = FiguresView(texts: FigureTexts.of(call.language), words: call.operatorTexts)
        return await shell.answer(view.page(reading), to: call, back: Self.path)
    }
}
