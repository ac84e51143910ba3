import Issuance

extension ConfigurationDecoder {
    /// Where citizens may be taken back to; without entries, nowhere.
    func fronts() -> [Front] {
        var names: Set<String> = []
        return top.list("fronts").compactMap { section in
            guard let name = frontName(section), let url = returnURL(section) else { return nil }
            guard names.insert(name).inserted else {
                section.fault("name", "is taken by a front above; give each its own")
                return nil
            }
            return Front(name: name, returnURL: url)
        }
    }

    /// Citizens read it.
    private func frontName(_ section: ConfigurationSection) -> String? {
        guard let name = section.text("name") else {
            if !section.has("name") {
                section.problems.add("'\(section.path("name"))' is missing; name the front as citizens know it", at: section.place)
            }
            return nil
        }
        guard (1...64).contains(name.utf8.count) else {
            section.fault("name", "must have 1 to 64 octets")
            return nil
        }
        return name
    }

    /// A result is put behind it, so it must lead nowhere but to the front.
    private func returnURL(_ section: ConfigurationSection) -> ReturnAddress? {
        guard let text = section.text("return_url") else {
            if !section.has("return_url") {
                section.problems.add(
                    "'\(section.path("return_url"))' is missing; write where the front takes citizens back, as https://front.example.be/back",
                    at: section.place)
            }
            return nil
        }
        do {
            let address = try ReturnAddress(text)
            if address.isWithoutQuery { return address }
            section.fault("return_url", "must not hold a query: whatever query a request gives is taken; remove it from the ? on")
        } catch {
            section.fault("return_url", error.advice)
        }
        return nil
    }
}
