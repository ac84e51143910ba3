import API
import HTTPTypes
import Hummingbird
import Issuance
import Queue

/// Why a form was not taken though nothing in it is wrong: a limit is reached, or the service cannot take it now. The form comes back with it as
/// it was filled in.
struct FormDelay: Sendable {
    private let problem: Problem
    private let refusal: ConsoleTexts.Refusal
    private let kept: String

    /// `nil` for anything else that may go wrong.
    init?(_ error: any Error, _ call: ConsoleCall) {
        switch error {
        case IssuanceRefusal.tooManyRequests, IssuanceRefusal.unavailable, is StoreFault: break
        case let problem as Problem where problem.code == .tooManyRequests || problem.code == .overloaded: break
        default: return nil
        }
        problem = ProblemMiddleware.problem(for: error, context: call.call.context)
        refusal = ConsoleShell.refusal(problem, call.texts)
        kept = LimitTexts.of(call.language).kept
    }

    var title: String { refusal.title }
    var status: HTTPResponse.Status { problem.code.status }

    /// When to try again, for programs.
    func setRetryAfter(of response: inout Response) {
        if let seconds = problem.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
    }

    /// Over the form, where the focus goes.
    var markup: Markup {
        """
        <div class="notice" id="errors" role="alert" tabindex="-1" autofocus>
        <h2>\(refusal.title)</h2>
        <p>\(refusal.text) \(kept)</p>
        </div>

        """
    }
}
