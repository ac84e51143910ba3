import Inbox

/// `--chaos FILE`: the inbox's refusals.
enum ChaosFile {
    static func load(_ path: String) throws -> Chaos {
        let octets = try SmallFile.bytes(path, limit: 64 * 1_024)
        do {
            return Chaos(try ChaosSettings(json: octets), random: SystemRandom())
        } catch {
            throw StartFault("\(path): \(error)")
        }
    }
}
