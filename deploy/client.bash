# shellcheck shell=bash disable=SC2034
# For scripts that try out a Docker Compose installation: a client of its own at the identity provider, for as long as the
# script runs. People choose their passwords in a browser. Needs .env, curl and jq; run from the root of the repository.
# shellcheck source=/dev/null
. ./.env
keycloak=${KEYCLOAK:-http://localhost:8083}
dashboard=${SITE:-http://localhost:8080}
reporting=$dashboard/report
quota=$dashboard/plan
campaign=api/v1/campaigns/thanh-an-2023

# A change reaches every instance within moments: an early refusal is retried.
ask() { curl --fail --silent --show-error --retry 5 --retry-all-errors "$@"; }

token() { # realm, form fields (random letters and digits, so no encoding)
  ask -d "$2" "$keycloak/realms/$1/protocol/openid-connect/token" | jq -er .access_token
}

manage() { # as the administrator, whose tokens end after a minute
  local admin
  admin=$(token master "grant_type=password&client_id=admin-cli&username=admin&password=$KEYCLOAK_ADMIN_PASSWORD")
  ask --oauth2-bearer "$admin" -H 'Content-Type: application/json' "$@"
}

create_client() { # name, grants as JSON
  local clients=$keycloak/admin/realms/campaign/clients account
  client_id=$1
  client_secret=$(od -An -N20 -tx1 /dev/urandom | tr -d ' \n')
  manage "$clients" -d "$(jq -n --arg id "$client_id" --arg secret "$client_secret" '{clientId: $id, $secret,
    serviceAccountsEnabled: true, standardFlowEnabled: false, fullScopeAllowed: false,
    defaultClientScopes: ["profile", "campaign"]}')"
  client=$clients/$(manage "$clients?clientId=$client_id" | jq -er '.[0].id')
  trap remove_client EXIT
  account=$(manage "$client/service-account-user")
  manage -X PUT "$keycloak/admin/realms/campaign/users/$(jq -r .id <<<"$account")" \
    -d "$(jq --argjson grants "$2" '.attributes.grants = $grants' <<<"$account")"
}

remove_client() { manage -X DELETE "$client"; }

client_token() { token campaign "grant_type=client_credentials&client_id=$client_id&client_secret=$client_secret"; }
