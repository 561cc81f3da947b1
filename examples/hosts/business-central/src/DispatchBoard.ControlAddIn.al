controladdin "Dispatch Board"
{
    RequestedHeight = 700;
    MinimumHeight = 400;
    VerticalStretch = true;
    HorizontalStretch = true;
    Scripts = 'board/dispatchkit/dispatchkit.js', 'board/board.js';
    StartupScript = 'board/start.js';
    StyleSheets = 'board/board.css';

    /// <summary>The page is ready to be opened.</summary>
    event Ready();
    /// <summary>A token is wanted, at first and whenever one has expired.</summary>
    event TokenWanted();

    procedure Open(ConnectorUrl: Text);
    procedure GiveToken(Token: Text);
}
