@testable import Postduif

extension ConfigurationFaultTests {
    static let fronts = [
        Broken("fronts: [{ return_url: https://f.be/ }]", "1:10", "'fronts[0].name' is missing", "as citizens know it"),
        Broken("fronts: [{ name: F }]", "1:10", "'fronts[0].return_url' is missing", "https://front.example.be/back"),
        Broken("fronts: [{ name: F, return_url: http://f.be/ }]", "1:33", "'fronts[0].return_url' must start with https://"),
        Broken("fronts: [{ name: F, return_url: f.be }]", "1:33", "must start with https://"),
        Broken("fronts: [{ name: F, return_url: https://a@f.be/ }]", "1:33", "must not hold a user name"),
        Broken("fronts: [{ name: F, return_url: \"https://f.be/#a\" }]", "1:33", "must not hold a #"),
        Broken("fronts: [{ name: F, return_url: \"https://f.be/?a=b\" }]", "1:33", "must not hold a query", "remove it"),
        Broken("fronts: [{ name: F, return_url: https://f.be/a/../b }]", "1:33", "must not hold . or .."),
        Broken("fronts: [{ name: F, return_url: \"https://*.f.be/\" }]", "1:33", "must name a host"),
        Broken("fronts: [{ name: F, url: https://f.be/ }]", "1:21", "unknown key 'url' in 'fronts[0]'", "Known keys: name, return_url"),
        Broken(
            "fronts: [{ name: F, return_url: https://f.be/ }, { name: F, return_url: https://g.be/ }]", "1:58",
            "'fronts[1].name' is taken by a front above"),
    ]
}
