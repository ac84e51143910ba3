import Hummingbird
import Issuance

/// Who may do what: roles of persons, keys of fronts.
func grantRoutes(_ services: APIServices) -> [Route] {
    let grants = GrantRoutes(grants: services.grants, clock: services.clock)
    let access = Route.Access.scoped([.admin, .grantsManage])
    return [
        Route(.get, "/v1/municipalities/{nis}/grants", access, grants.list),
        Route(.post, "/v1/municipalities/{nis}/grants", access, grants.give),
        Route(.delete, "/v1/municipalities/{nis}/grants/{id}", access, grants.withdraw),
        Route(.get, "/v1/grants", .scoped([.admin]), grants.list),
        Route(.post, "/v1/grants", .scoped([.admin]), grants.give),
        Route(.delete, "/v1/grants/{id}", .scoped([.admin]), grants.withdraw),
        Route(.delete, "/v1/persons/{id}/name", .scoped([.admin]), grants.eraseName),
    ]
}

func keyRoutes(_ services: APIServices) -> [Route] {
    let keys = KeyRoutes(issuer: services.issuer, apiKeys: services.apiKeys)
    return [
        Route(.get, "/v1/keys", .scoped([.admin]), keys.list),
        Route(.post, "/v1/keys", .scoped([.admin]), keys.create),
        Route(.delete, "/v1/keys/{id}", .scoped([.admin]), keys.revoke),
    ]
}
