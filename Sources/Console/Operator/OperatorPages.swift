import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Queue

/// The operator's pages: what waits, why, and what can be done about it.
///
/// Each page asks the services of the API for the operation that it does, by the rules of that operation.
struct OperatorPages: Sendable {
    let shell: ConsoleShell

    var routes: [Route] {
        let acts = MessageActPages(shell: shell)
        let bulk = BulkPages(shell: shell, book: BulkBook(clock: shell.services.api.clock, random: shell.services.random))
        return OverviewPage(shell: shell).routes + PausePages(shell: shell).routes + bulk.routes + MessagePages(shell: shell).routes
            + acts.routes + FiguresPage(shell: shell).routes + RepliesPage(shell: shell).routes + TemplatePages(shell: shell).routes
    }

    static func sections(_ services: ConsoleServices) -> [ConsoleSection] {
        let operate = services.scopes[.post, "/v1/queue/pause"]
        return [
            ConsoleSection(path: OverviewPage.path, scopes: operate) { OperatorTexts.of($0).overview },
            ConsoleSection(path: MessagePages.path, scopes: operate) { OperatorTexts.of($0).messages },
            ConsoleSection(path: FiguresPage.path, scopes: operate) { FigureTexts.of($0).section },
            ConsoleSection(path: RepliesPage.path, scopes: operate) { FigureTexts.of($0).repliesSection },
            ConsoleSection(path: TemplatePages.path, scopes: operate) { FigureTexts.of($0).templatesSection },
        ]
    }
}

extension ConsoleCall {
    var operatorTexts: OperatorTexts { OperatorTexts.of(language) }

    /// The caller for an operation on the queue, which all municipalities share.
    ///
    /// - Throws: `forbidden`, as the operation itself does.
    func queueCaller(_ method: HTTPRequest.Method, _ path: String) throws(Problem) -> Caller {
        let caller = try visitor.caller(for: method, path)
        guard caller.reach == .everywhere else { throw .sharedQueue }
        return caller
    }

    /// Whether the visitor may do an operation of the API at all.
    func may(_ method: HTTPRequest.Method, _ path: String) -> Bool { (try? visitor.caller(for: method, path)) != nil }
}
