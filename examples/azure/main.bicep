// What vhdwatch needs in Azure: an identity that reads, which a service account of AKS may act as, and a container for
// the continuous copy of its database. az deployment sub create -l westeurope -f main.bicep -p oidcIssuer=... storageName=...
targetScope = 'subscription'

@description('Where identity and storage are made.')
param resourceGroupName string = 'rg-vhdwatch'
param location string = deployment().location
@description('az aks show --query oidcIssuerProfile.issuerUrl -o tsv')
param oidcIssuer string
@description('Namespace and service account of the chart.')
param serviceAccount string = 'vhdwatch:vhdwatch'
@minLength(3)
@maxLength(24)
param storageName string

// Built in: Reader. For several subscriptions assign it at their management group.
var readerRole = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: resourceGroupName
  location: location
}

module own 'resources.bicep' = {
  scope: group
  params: {
    location: location
    oidcIssuer: oidcIssuer
    serviceAccount: serviceAccount
    storageName: storageName
  }
}

resource reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(subscription().id, resourceGroupName, readerRole)
  properties: {
    principalId: own.outputs.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: readerRole
  }
}

@description('azure.clientId of the chart.')
output clientId string = own.outputs.clientId
