/* global Microsoft */
Microsoft.Dynamics.NAV.InvokeExtensibilityMethod('Ready', []);
