page 50100 "Dispatch Board"
{
    Caption = 'Dispatch Board';
    PageType = UserControlHost;
    ApplicationArea = All;
    UsageCategory = Tasks;

    layout
    {
        area(Content)
        {
            usercontrol(Board; "Dispatch Board")
            {
                trigger Ready()
                begin
                    CurrPage.Board.Open(DispatchToken.ConnectorUrl());
                end;

                trigger TokenWanted()
                begin
                    CurrPage.Board.GiveToken(DispatchToken.Trade());
                end;
            }
        }
    }

    var
        DispatchToken: Codeunit "Dispatch Token";
}
