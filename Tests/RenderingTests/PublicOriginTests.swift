import Testing

@testable import Rendering

/// Which addresses lie at `http.public_url`.
struct PublicOriginTests {
    @Test(arguments: ["https://a.example.be", "https://A.example.BE:443/", "HTTPS://a.example.be:443"])
    func `The scheme's own port may be said or not, on both sides`(url: String) throws {
        let origin = try #require(PublicOrigin(url))
        #expect(origin.text == "https://a.example.be")
        for own in ["https://a.example.be", "https://a.example.be/a/x", "https://a.example.be:443", "HTTPS://A.EXAMPLE.BE:443/a/x"] {
            #expect(origin.owns(own), "\(own)")
        }
        for other in [
            "https://a.example.be:444/", "https://a.example.be:80/", "https://a.example.be:4430/", "https://a.example.be:/",
            "http://a.example.be/", "https://a.example.be.evil/", "https://a.example.be:443@evil/", "https://b.example.be/",
            "https://a.example.be:443:443/",
        ] {
            #expect(!origin.owns(other), "\(other)")
        }
    }

    @Test func `Another port must be said`() throws {
        let origin = try #require(PublicOrigin("http://localhost:8080"))
        #expect(origin.text == "http://localhost:8080" && origin.owns("http://localhost:8080/a/x"))
        #expect(!origin.owns("http://localhost/a/x") && !origin.owns("http://localhost:80/a/x"))
        let usual = try #require(PublicOrigin("http://localhost:80"))
        #expect(usual.owns("http://localhost/a/x") && usual.owns("http://localhost:80/a/x") && !usual.owns("http://localhost:443/"))
    }
}
