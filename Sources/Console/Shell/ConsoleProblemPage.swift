package import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// Shows people below `/console` a page of the consoles where programs get a problem document.
///
/// In the language of their session, else of their browser. The visitor's session does not go on by it.
///
/// - Parameter otherwise: What is shown at all other addresses.
package func consoleProblemPage(_ services: ConsoleServices, otherwise: @escaping ProblemPage) -> ProblemPage {
    let shell = consoleShell(services)
    return { problem, request in
        guard request.uri.path.split(separator: "/").first == "console", CitizenPage.wantsPage(request) else {
            return await otherwise(problem, request)
        }
        return await shell.answer(problem, to: request)
    }
}
