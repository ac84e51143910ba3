import HTTPTypes
import Issuance
import Mail
import StoreSQLite
import Testing

extension Service {
    static let returnTo = "https://front.example.be/back?state=a&x='1'"

    /// With one front, `https://front.example.be/back`.
    static func withFront(location: StoreLocation = .memory, limits: IssuanceLimits = IssuanceLimits()) async throws -> Service {
        let front = Front(name: "My <Front>", returnURL: try ReturnAddress("https://front.example.be/back"))
        return try await Service(limits: limits, location: location, fronts: [front])
    }

    /// The body of an activation that leads back.
    static func body(returnTo: String, email: String = "jan.peeters@example.be", language: String = "fr") -> String {
        let municipality = language == "nl" ? "11002" : "62063"
        let body = Bodies.activation(language: language, municipality: municipality, email: email)
        return body.dropLast() + #","return_to":"\#(returnTo)"}"#
    }

    /// Issues with a way back and redeems on the page: the page.
    func redeemedOnPage(email: String = "jan.peeters@example.be", language: String = "fr") async throws -> Reading {
        let issued = try await ask(.post, "/v1/activations", body: Self.body(returnTo: Self.returnTo, email: email, language: language))
        #expect(issued.status == 201, "\(issued.text)")
        return try await send("code=\(try issued.string("activation_code"))", to: "/a/\(try await newestToken())")
    }

    /// The result in the link of a page.
    static func result(on page: Reading) throws -> String {
        let behind = try #require(page.text.firstRange(of: "&amp;result="))
        return String(page.text[behind.upperBound...].prefix { $0 != "\"" })
    }

    func redeem(result: String, key: String? = nil) async throws -> Reading {
        try await ask(.post, "/v1/activations/redeem-result", body: #"{"result":"\#(result)"}"#, key: key ?? self.key)
    }
}
