import API
import HTTPTypes
import Issuance
import Mail
import TestKit
import Testing

/// Mail scanners, link previews and crawlers open every link. None of them may use one up or make a mail.
@Suite(.timeLimit(.minutes(2))) struct ScannerTests {
    @Test(arguments: ScannerPattern.all)
    func `a scanner changes nothing and sends nothing`(pattern: ScannerPattern) async throws {
        let service = try await Service()
        let (id, code, token) = try await service.issued()
        // The recipient may have another mail: only the scanner's manner keeps one from being sent.
        service.clock.advance(by: .seconds(61))
        let (before, queue) = (try await service.stored(id), try await queue(of: service))
        let answers = try await service.serve { _, port in
            var answers: [String] = []
            for request in pattern.requests(token, code) { answers.append(try await RawConnection.open(port).sendAndEnd(request)) }
            return answers
        }
        for answer in answers {
            #expect(!answer.contains("HTTP/1.1 5") && !answer.contains("HTTP/1.1 303"), "\(answer.prefix(200))")
        }
        #expect(try await service.stored(id) == before)
        #expect(try await self.queue(of: service) == queue)
        // And the citizen still gets in, which shows that what is compared above would have changed.
        #expect(try await service.send("code=\(code)", to: "/a/\(token)").status == 303)
        #expect(try await service.stored(id) != before)
        #expect(try await self.queue(of: service) != queue)
    }

    @Test func `there are fifty patterns and more, no two alike`() {
        let texts = ScannerPattern.all.map { $0.requests("AAAAAAAAAAAAAAAAAAAAAA", "00000-00000").joined(separator: "|") }
        #expect(Set(texts).count == texts.count && texts.count >= 50)
        #expect(Set(ScannerPattern.all.map(\.testDescription)).count == texts.count)
    }

    private func queue(of service: Service) async throws -> String {
        let messages = try await service.ask(.get, "/v1/messages").text
        return try await service.ask(.get, "/v1/queue").text + messages
    }
}
