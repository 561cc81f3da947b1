/// <summary>Trades the connector's API key for a token of fifteen minutes, for whoever is signed in. The key never leaves the server.</summary>
codeunit 50101 "Dispatch Token"
{
    Access = Internal;

    procedure ConnectorUrl() Url: Text
    begin
        if not IsolatedStorage.Get('DispatchkitUrl', DataScope::Module, Url) then
            Error(NotSetUpErr);
    end;

    [NonDebuggable]
    procedure Trade(): Text
    var
        Client: HttpClient;
        Content: HttpContent;
        ContentHeaders: HttpHeaders;
        Response: HttpResponseMessage;
        Answer: JsonObject;
        Body: JsonObject;
        Token: JsonToken;
        ApiKey: Text;
        AnswerText: Text;
    begin
        if not IsolatedStorage.Get('DispatchkitApiKey', DataScope::Module, ApiKey) then
            Error(NotSetUpErr);
        Body.Add('subject', Format(UserSecurityId()));
        Body.Add('name', UserId());
        Body.Add('role', 'dispatcher');
        Content.WriteFrom(Format(Body));
        Content.GetHeaders(ContentHeaders);
        ContentHeaders.Remove('Content-Type');
        ContentHeaders.Add('Content-Type', 'application/json');
        Client.DefaultRequestHeaders().Add('Authorization', 'Bearer ' + ApiKey);
        if not Client.Post(ConnectorUrl() + '/v1/embed-tokens', Content, Response) then
            Error(UnavailableErr);
        if not Response.IsSuccessStatusCode() then
            Error(UnavailableErr);
        Response.Content().ReadAs(AnswerText);
        Answer.ReadFrom(AnswerText);
        Answer.Get('token', Token);
        exit(Token.AsValue().AsText());
    end;

    var
        NotSetUpErr: Label 'The dispatch board is not set up: store DispatchkitUrl and DispatchkitApiKey in the isolated storage.';
        UnavailableErr: Label 'The dispatch board is not available.';
}
