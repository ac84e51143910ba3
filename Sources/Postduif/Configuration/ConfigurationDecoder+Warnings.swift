import Mail

extension ConfigurationDecoder {
    /// Octets: several domains of each municipality of the country.
    private static let domainFileLimit = 64 * 1_024

    /// The domains of the file, in A-labels; without a file there are none.
    func municipalDomains(_ section: ConfigurationSection) -> Set<String> {
        let name = "municipal_domains_file"
        guard let path = section.text(name) else { return [] }
        let content: FileContent
        do { content = try files.read(path, limit: Self.domainFileLimit) } catch {
            section.fault(name, "names \(path), which \(error.advice)")
            return []
        }
        var domains: Set<String> = []
        let lines = String(decoding: content.bytes, as: UTF8.self).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            for word in line.prefix(while: { $0 != "#" }).split(whereSeparator: \.isWhitespace) {
                do { domains.insert(try DomainName.toASCII(String(word))) } catch {
                    section.fault(name, "names \(path), whose line \(index + 1) has what is no domain: \(error.advice)")
                }
            }
        }
        return domains
    }
}
