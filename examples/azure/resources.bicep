param location string
param oidcIssuer string
param serviceAccount string
param storageName string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'vhdwatch'
  location: location

  resource federation 'federatedIdentityCredentials' = {
    name: 'aks'
    properties: {
      issuer: oidcIssuer
      subject: 'system:serviceaccount:${serviceAccount}'
      audiences: ['api://AzureADTokenExchange']
    }
  }
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: storageName
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    allowBlobPublicAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: { deleteRetentionPolicy: { enabled: true, days: 14 } }

    resource copies 'containers' = {
      name: 'vhdwatch'
    }
  }
}

output principalId string = identity.properties.principalId
output clientId string = identity.properties.clientId
