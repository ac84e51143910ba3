import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// What the page answers.
extension CitizenPage {
    /// Everything that cannot be activated looks the same, and is 403.
    func refusal(_ problem: Problem, _ subject: CitizenPageView.Subject) -> Response {
        let isBusy = problem.code == .overloaded || problem.code == .tooManyRequests
        return isBusy ? busy(problem, subject) : answer(.failure, .forbidden, subject)
    }

    /// What is wrong with a request, not with its code.
    func problem(_ problem: Problem, _ subject: CitizenPageView.Subject) -> Response {
        switch problem.code {
        case .notFound: answer(.notFound, problem.code.status, subject.atEnd())
        case .overloaded, .tooManyRequests: busy(problem, subject)
        case .internalFault: answer(.broken, problem.code.status, subject.atEnd())
        default: answer(.unreadable, problem.code.status, subject.atEnd())
        }
    }

    /// In whole minutes, so that field and words say the same.
    private func busy(_ problem: Problem, _ subject: CitizenPageView.Subject) -> Response {
        let seconds = problem.retryAfter?.components.seconds ?? 0
        let minutes = max(1, Int((seconds + 59) / 60))
        var response = answer(.busy(minutes: minutes), problem.code.status, subject)
        response.headers[.retryAfter] = String(minutes * 60)
        return response
    }

    /// A page with its way there, whose body is for who does not follow.
    ///
    /// The URL says the languages, whose contact is shown (the code of a public register) and in which language under English, and the reference.
    func moved(_ part: CitizenPageView.Part, to place: String, _ subject: CitizenPageView.Subject) -> Response {
        let municipality = subject.branding?.contact == nil ? nil : subject.municipality.map { "municipality=\($0)" }
        let binding = municipality == nil ? nil : subject.bindingLanguage.map { "binding=\($0.rawValue)" }
        let query = [municipality, binding, subject.reference.map { "reference=\($0)" }].compactMap(\.self).joined(separator: "&")
        var response = answer(part, .seeOther, subject)
        response.headers[.location] =
            "\(subject.root)\(place)/\(Self.name(of: subject.languages))" + (query.isEmpty ? "" : "?\(query)")
        return response
    }

    func answer(_ part: CitizenPageView.Part, _ status: HTTPResponse.Status, _ subject: CitizenPageView.Subject) -> Response {
        let html = view.document(part, subject)
        var response = Response(bytes: Array(html.utf8), type: "text/html; charset=utf-8", status: status)
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.robotsTag] = "noindex, nofollow"
        if subject.languages.count < Language.allCases.count {
            response.headers[.contentLanguage] = subject.languages.map(\.rawValue).joined(separator: ", ")
        } else {
            response.headers[.vary] = "Accept-Language"
        }
        return response
    }
}
