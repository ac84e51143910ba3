/// Keys at the issuer's `jwks_uri`.
struct KeySetEndpoint: KeySetSource {
    let url: String
    /// Waits for time; a parameter so that tests need not.
    let pause: @Sendable (Duration) async throws -> Void

    func fetch() async throws(KeySetFault) -> [UInt8] {
        let answer: IssuerHTTP.Answer
        do throws(IssuerHTTP.Fault) {
            answer = try await IssuerHTTP(pause: pause).get(url, upTo: KeySetCache.octets)
        } catch {
            switch error {
            case .late: throw KeySetFault("the issuer did not answer within \(IssuerHTTP.patience.components.seconds) s")
            case .tooLarge: throw KeySetFault("the issuer's key set is larger than \(KeySetCache.octets) octets")
            case .unreachable: throw KeySetFault("the issuer could not be reached")
            }
        }
        guard answer.status == 200 else { throw KeySetFault("the issuer answered \(answer.status) where its keys should be") }
        return answer.body
    }
}
