import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Queue

/// How everything stands: readiness, lanes, relays, pauses. It renews itself until its reader stops it.
struct OverviewPage: Sendable {
    static let path = "/console/queue"
    /// Between two looks.
    private static let every = 5

    let shell: ConsoleShell

    private var services: APIServices { shell.services.api }

    var routes: [Route] { [shell.get(Self.path, show), shell.part("\(Self.path)/part", part)] }

    @Sendable private func show(_ call: ConsoleCall) async throws -> Response {
        let texts = call.operatorTexts
        let standing = try await standing(call)
        let isStill = call.query("still") != nil
        let view = OverviewView(texts: texts, now: services.clock.now, mayPause: call.may(.post, "/v1/queue/pause"))
        let look: Markup = "<p data-without-script><a href=\"\(Self.path)\">\(call.texts.look)</a></p>\n"
        let part = view.part(standing)
        let renewed: Markup =
            isStill
            ? "<p class=\"hint\">\(texts.still) <a href=\"\(Self.path)\">\(texts.renewAgain)</a></p>\n\(part)"
            : """
            <p class="hint">\(texts.renewed) <a href="\(Self.path)?still=1">\(texts.stopRenewing)</a></p>
            \(look)<div data-every="\(Self.every)" data-part="\(Self.path)/part">\(part)</div>

            """
        let page = ConsolePage(title: texts.overviewTitle, body: changed(call, standing.paused) + renewed)
        return await shell.answer(page, to: call, back: Self.path)
    }

    @Sendable private func part(_ call: ConsoleCall) async throws -> Response {
        let view = OverviewView(texts: call.operatorTexts, now: services.clock.now, mayPause: call.may(.post, "/v1/queue/pause"))
        return ConsoleShell.part(view.part(try await standing(call)), call.language)
    }

    /// - Throws: `forbidden` as `GET /v1/queue`.
    private func standing(_ call: ConsoleCall) async throws -> QueueStanding {
        _ = try call.queueCaller(.get, "/v1/queue")
        return QueueStanding(
            summary: try await services.queue.summary(
                now: services.clock.now, minimumLeft: services.kinds.kinds.mapValues(\.minimumLeft)),
            relays: services.relays.relays, paused: PauseOperations.sorted(await services.pauses.pauses),
            readiness: await services.readiness.readiness(), templateFault: shell.services.operation.templateFault())
    }

    /// What was done a moment ago, where it is still so.
    private func changed(_ call: ConsoleCall, _ paused: [QueuePause]) -> Markup {
        guard let subject = QueuePause.Subject.allCases.first(where: { call.query($0.rawValue) != nil }),
            let pause = call.query(subject.rawValue).flatMap({ QueuePause(subject, name: $0) })
        else { return .none }
        let (texts, isPaused) = (call.operatorTexts, paused.contains(pause))
        return .done((isPaused ? texts.isPausedNow : texts.isResumedNow).replacing("{what}", with: texts.name(of: pause)))
    }
}
